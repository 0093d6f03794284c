# SPDX-License-Identifier: MIT
# Runs every example on the recording that ships here, and the tricky ones on files that are not as they should be.
set(work ${CMAKE_CURRENT_BINARY_DIR}/output)
set(sentence ${CMAKE_CURRENT_SOURCE_DIR}/data/sentence.flac)
file(WRITE ${work}/text.wav "This is no sound.\n")

# example_test(test EXAMPLE name [ARGS argument...] [STATUS number] [OUT regex] [ERR regex] [FILES file...])
# The exit status (0 if left out), stdout and stderr must match, and the files must be new.
function(example_test test)
  cmake_parse_arguments(arg "" "EXAMPLE;STATUS;OUT;ERR" "ARGS;FILES" ${ARGN})
  add_test(NAME examples/${test}
           COMMAND ${CMAKE_COMMAND} "-DCOMMAND=$<TARGET_FILE:${arg_EXAMPLE}>;${arg_ARGS}" "-DSTATUS=${arg_STATUS}"
                   "-DOUT=${arg_OUT}" "-DERR=${arg_ERR}" "-DFILES=${arg_FILES}"
                   -P ${CMAKE_CURRENT_SOURCE_DIR}/check.cmake)
  set_tests_properties(examples/${test} PROPERTIES LABELS integration TIMEOUT 120)
endfunction()

set(quickstart ${work}/quickstart/mix.wav ${work}/quickstart/telephone.wav ${work}/quickstart/backwards.wav)
example_test(quickstart EXAMPLE quickstart ARGS --out ${work}/quickstart FILES ${quickstart}
             OUT "2 x 233752 @ 44100Hz.*louder than -40 dB of the peak: 5.*backwards.wav")
example_test(quickstart_missing EXAMPLE quickstart ARGS ${work}/missing.wav --out ${work}/none STATUS 1
             ERR "can't read .*missing.wav'")
example_test(quickstart_usage EXAMPLE quickstart ARGS --loud STATUS 2 ERR "usage")
example_test(granular EXAMPLE granular ARGS ${work}/granular.wav FILES ${work}/granular.wav OUT "500 chirps")
set(bank ${work}/bank/bands.wav ${work}/bank/sum.wav)
example_test(filter_bank EXAMPLE filter_bank ARGS ${sentence} ${work}/bank FILES ${bank}
             OUT "707 Hz   1414 Hz.*differs from the recording by -1[0-9][0-9] dB")
example_test(spectral_edit EXAMPLE spectral_edit ARGS ${sentence} ${work}/edit FILES ${work}/edit/gated.wav
             OUT "before   quiet parts  -69.* loud parts  -17.*after    quiet parts  -9.* loud parts  -17")

# What the others wrote is what features reads.
set(written ${quickstart} ${work}/granular.wav ${bank} ${work}/edit/gated.wav)
example_test(features EXAMPLE features ARGS ${written} ERR "7/7"
             OUT "^file,sr,.*mix.wav,44100,2,1.5,.*granular.wav,44100,2,10,.*,-3,.*bands.wav,44100,9,.*gated.wav,")
foreach(threads 1 5)
  example_test(features_bad_file_${threads} EXAMPLE features STATUS 1
               ARGS --threads ${threads} ${sentence} ${work}/text.wav ${work}/missing.wav ${sentence}
               OUT "^file,[^\n]*\n[^\n]*sentence.flac,44100,2,5.3005,[^\n]*\n[^\n]*sentence.flac,[^\n]*\n$"
               ERR "skipped .*text.wav: can't read")
endforeach()
example_test(features_usage EXAMPLE features STATUS 2 ERR "usage")
foreach(test quickstart granular filter_bank spectral_edit)
  set_tests_properties(examples/${test} PROPERTIES FIXTURES_SETUP written)
endforeach()
set_tests_properties(examples/features PROPERTIES FIXTURES_REQUIRED written)

# Without a sound card these run on the dummy backend, in real time.
example_test(metronome EXAMPLE metronome ARGS 600 8 ${work}/metronome.wav FILES ${work}/metronome.wav
             OUT "8 beats at 600 bpm.*the server plays exactly the file")
example_test(metronome_tempo EXAMPLE metronome ARGS 0 STATUS 1 ERR "must be 1 or more")
example_test(wav_backend EXAMPLE wav_backend ARGS ${work}/wav_backend.wav FILES ${work}/wav_backend.wav
             OUT "eight harmonics")
example_test(play_file EXAMPLE play_file ARGS ${sentence} 4 OUT "1.3 of 1.3 s on ")
example_test(play_file_missing EXAMPLE play_file ARGS ${work}/missing.wav STATUS 1 ERR "missing.wav")
example_test(record EXAMPLE record ARGS ${work}/record.wav 0.2 FILES ${work}/record.wav OUT "0.2 s")
example_test(record_usage EXAMPLE record STATUS 2 ERR "usage")
