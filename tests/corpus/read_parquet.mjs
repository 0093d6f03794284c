// SPDX-License-Identifier: MIT
// node read_parquet.mjs PROGRAM: reads the table that PROGRAM makes with hyparquet, a reader of Parquet files that
// knows nothing of pya. Exits with 77 if there is no hyparquet: npm install hyparquet, and NODE_PATH says where.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

let reader;
try {
    reader = createRequire(import.meta.url).resolve('hyparquet');
} catch {
    console.log('Skipped: there is no hyparquet.');
    process.exit(77);
}
const { parquetMetadata, parquetReadObjects } = await import(pathToFileURL(reader));

const folder = mkdtempSync(join(tmpdir(), 'pya-parquet-'));
try {
    execFileSync(process.argv[2], [folder, '--format', 'csv,parquet'], { stdio: 'inherit' });
    const number = text => Number(text.replace('inf', 'Infinity'));
    const [header, ...lines] = readFileSync(join(folder, 'out/table.csv'), 'utf8').trimEnd().split('\n');
    const names = header.split(',');
    const expected = lines.map(line => Object.fromEntries(
        line.split(',').map((field, i) => [names[i], i > 0 ? number(field) : field])));
    const bytes = readFileSync(join(folder, 'out/table.parquet'));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const metadata = parquetMetadata(file);
    assert.equal(Number(metadata.num_rows), 50);
    assert.equal(metadata.schema[1].logical_type.type, 'STRING');
    const table = await parquetReadObjects({ file });
    assert.deepEqual(Object.keys(table[0]), names);
    assert.deepEqual(table, expected);
    assert.ok(table.some(row => Object.is(row.infinite, Infinity)) && table.every(row => Number.isNaN(row.missing)));
    console.log(`${metadata.created_by}: ${table.length} rows of ${names.length} columns are those of table.csv; the last:`);
    console.log(Object.entries(table.at(-1)).slice(0, 5).map(([name, value]) => `${name} = ${value}`).join('\n'));
} finally {
    rmSync(folder, { recursive: true });
}
