# SPDX-License-Identifier: MIT
# Runs every example on the recording that ships with the project, and some of them on files that can't be read.
set(work ${CMAKE_CURRENT_BINARY_DIR}/output)
set(sentence ${CMAKE_CURRENT_SOURCE_DIR}/data/sentence.flac)
file(WRITE ${work}/text.wav "This is no sound.\n")

# example_test(test EXAMPLE name [ARGS argument...] [STATUS number] [OUT regex] [ERR regex] [FILES file...])
# The exit status (0 if left out), stdout and stderr must match, and the files, or folders, must be new.
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
example_test(notes EXAMPLE notes ARGS ${CMAKE_CURRENT_SOURCE_DIR}/data/canon.mid ${work}/notes
             FILES ${work}/notes/song.wav ${work}/notes/tune.wav OUT "83 notes in 4 tracks, 80 to 44 quarter notes a minute")
example_test(sunspots EXAMPLE sunspots ARGS ${work}/sunspots.wav FILES ${work}/sunspots.wav
             OUT "309 years in 32 s, with notes from 48 to 84")
set(bank ${work}/bank/bands.wav ${work}/bank/sum.wav)
example_test(filter_bank EXAMPLE filter_bank ARGS ${sentence} ${work}/bank FILES ${bank}
             OUT "707 Hz   1414 Hz.*differs from the recording by -1[0-9][0-9] dB")
set(speed ${work}/speed/glide.wav ${work}/speed/stop.wav ${work}/speed/scratch.wav ${work}/speed/live.wav)
example_test(speed EXAMPLE speed ARGS ${sentence} ${work}/speed FILES ${speed}
             OUT "glide +3.03 s.*stop .*scratch .*live ")
example_test(spectral_edit EXAMPLE spectral_edit ARGS ${sentence} ${work}/edit FILES ${work}/edit/gated.wav
             OUT "before   quiet parts  -69.* loud parts  -17.*after    quiet parts  -9.* loud parts  -17")

example_test(loudness EXAMPLE loudness ARGS --to -20 ${work}/loudness ${sentence} FILES ${work}/loudness/sentence.flac
             OUT "sentence.flac +-[0-9.]+ .*sentence.flac +-20.0 ")
example_test(loudness_bad_file EXAMPLE loudness ARGS ${work}/text.wav STATUS 1 ERR "can't read .*text.wav'")
example_test(loudness_usage EXAMPLE loudness STATUS 2 ERR "usage")

example_test(stream EXAMPLE stream ARGS ${sentence} ${work}/stream.flac FILES ${work}/stream.flac OUT "4.8 s, the loudest")
example_test(corpus EXAMPLE corpus ARGS --out ${work}/corpus ${sentence} FILES ${work}/corpus/table.csv
             ERR "1 rows in .*table.csv")
example_test(dataset EXAMPLE dataset ARGS --piece 2 --out ${work}/dataset ${sentence}
             FILES ${work}/dataset ${work}/dataset/files/000000.tar ${work}/dataset/table.csv ERR "3 rows in")
example_test(corpus_usage EXAMPLE corpus STATUS 2 ERR "there is no input")
example_test(large_file EXAMPLE large_file ARGS ${sentence} ${work}/large.wav FILES ${work}/large.wav OUT "233752 frames")
example_test(kernels EXAMPLE kernels OUT "the same bits.*loudest around 117 Hz")
example_test(leaves EXAMPLE leaves OUT "0.12 s   -5 dB.*2.88 s  -51 dB.*the largest sample is 23620")

set(effects studio flanger echoes room tremolo distortion softened slow deep same_person slowing vocoder denoised around
    sweep score duet)
list(TRANSFORM effects REPLACE "(.+)" "${work}/effects/\\1.wav")
example_test(effects EXAMPLE effects ARGS ${sentence} ${work}/effects FILES ${effects} OUT "echoes +7.30 s.*score +5.30 s")
example_test(knobs EXAMPLE knobs ARGS ${sentence} ${work}/knobs.wav FILES ${work}/knobs.wav OUT "5.5 s, peak -")
set(generators tone sweep melody follower cloud)
list(TRANSFORM generators REPLACE "(.+)" "${work}/generators/\\1.wav")
example_test(generators EXAMPLE generators ARGS ${sentence} ${work}/generators FILES ${generators}
             OUT "tone +2.00 s.*melody +4.00 s.*cloud +8.00 s")
example_test(instrument EXAMPLE instrument ARGS ${work}/instrument.wav FILES ${work}/instrument.wav OUT "3.5 s, peak -")
example_test(cover EXAMPLE cover ARGS ${work}/cover.png FILES ${work}/cover.png)
example_test(live EXAMPLE live ARGS 0.5 ERR "there is no page to show a signal on")
example_test(song EXAMPLE song ARGS ${work}/song.wav FILES ${work}/song.wav)

# features reads the files that the others have written.
set(written ${quickstart} ${work}/granular.wav ${bank} ${work}/edit/gated.wav)
example_test(features EXAMPLE features ARGS ${written}
             OUT "^path,sr,.*mix.wav,44100,2,1.5,.*granular.wav,44100,2,10,.*,-3[.0-9]*\n.*bands.wav,44100,9,.*gated.wav,")
example_test(features_chosen EXAMPLE features ARGS --features chroma,pitch,tempo --stat median,max ${sentence}
             OUT "dur,C_median,C_max,C#_median.*,pitch.f0_median,pitch.f0_max,.*,tempo\n[^\n]*,5.3004")
example_test(features_frames EXAMPLE features FILES ${work}/features ${work}/features/files/000000.tar ${work}/features/table.npy
             ARGS --features rms,mel,pitch --stride 1024 --frames npy --out ${work}/features ${sentence} ERR "1 rows in")
example_test(features_help EXAMPLE features ARGS --help OUT "usage: features.*LUFS.*--piece")
example_test(features_unknown EXAMPLE features ARGS --features rms,colour ${sentence} STATUS 2
             ERR "no feature 'colour'; there are 'centroid'")
example_test(features_no_folder EXAMPLE features ARGS --features rms --frames csv ${sentence} STATUS 2 ERR "--frames needs --out")
foreach(threads 1 5)
  example_test(features_bad_file_${threads} EXAMPLE features STATUS 1
               ARGS --threads ${threads} ${sentence} ${work}/text.wav ${work}/edit/gated.wav ${sentence}
               OUT "^path,[^\n]*\n[^\n]*sentence.flac,44100,2,5.3004[^\n]*\n[^\n]*gated.wav,[^\n]*\n$"
               ERR "text.wav,.?can't read.*sentence.flac,it is listed more than once")
  set_tests_properties(examples/features_bad_file_${threads} PROPERTIES FIXTURES_REQUIRED written)
endforeach()
example_test(features_usage EXAMPLE features STATUS 2 ERR "there is no input")
if(PYA_BUILD_TOOLS)
  example_test(features_tool EXAMPLE pya_features ARGS --help OUT "^usage: pya-features .*Examples:")
endif()
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
if(PYA_WITH_WEB)
  example_test(browser EXAMPLE browser ARGS ${work}/browser.wav 0 1 FILES ${work}/browser.wav
               ERR "open http://127.0.0.1:[0-9]*/#[0-9a-f]* in a browser" OUT "microphone's 0.0 s")
  example_test(sliders EXAMPLE sliders ARGS 0 1 ERR "open http://127.0.0.1:[0-9]*/#[0-9a-f]* in a browser")
endif()
example_test(record_usage EXAMPLE record STATUS 2 ERR "usage")

# lesson_test(name file...): a program of the tutorial, and the files it writes.
function(lesson_test name)
  list(TRANSFORM ARGN PREPEND ${lessons_output}/ OUTPUT_VARIABLE files)
  add_test(NAME tutorial/${name}
           COMMAND ${CMAKE_COMMAND} "-DCOMMAND=$<TARGET_FILE:tutorial_${name}>" "-DFILES=${files}"
                   "-DWORK=${lessons_output}" "-DKEEP=${lessons_output}/${name}.txt"
                   -P ${CMAKE_CURRENT_SOURCE_DIR}/check.cmake)
  set_tests_properties(tutorial/${name} PROPERTIES LABELS integration TIMEOUT 120 FIXTURES_SETUP lessons)
endfunction()

lesson_test(01_signals word.wav)
lesson_test(02_play end.wav)
lesson_test(03_plot 03_waveform.png 03_functions.png 03_samples.png)
lesson_test(04_select reversed.wav)
lesson_test(05_assign)
lesson_test(06_level)
lesson_test(07_envelopes 07_envelopes.png snare.wav times.wav)
lesson_test(08_resample 08_interpolation.png)
lesson_test(09_measure 09_rms.png slope.wav)
lesson_test(10_add 10_add.png mix.wav)
lesson_test(11_windows 11_windows.png stretched.wav)
lesson_test(12_filter 12_filter.png no_delay.wav telephone.wav)
lesson_test(13_events 13_events.png second.wav)
lesson_test(14_spectra 14_spectrum.png 14_weighted.png formant.wav)
lesson_test(15_sonify 15_sonification.png sonification.wav)
lesson_test(16_stft 16_hole.png hole.wav)
lesson_test(17_mfcc 17_grid.png)
lesson_test(18_record take.wav)

# Pages show what these programs print.
foreach(name differences errors)
  add_test(NAME examples/${name}
           COMMAND ${CMAKE_COMMAND} "-DCOMMAND=$<TARGET_FILE:${name}>" "-DWORK=${lessons_output}"
                   "-DKEEP=${lessons_output}/${name}.txt" -P ${CMAKE_CURRENT_SOURCE_DIR}/check.cmake)
  set_tests_properties(examples/${name} PROPERTIES LABELS integration TIMEOUT 120 FIXTURES_SETUP lessons)
endforeach()
add_test(NAME tutorial/taste
         COMMAND ${CMAKE_COMMAND} "-DCOMMAND=$<TARGET_FILE:taste>" "-DFILES=${PROJECT_BINARY_DIR}/band.wav"
                 "-DWORK=${PROJECT_BINARY_DIR}" "-DOUT=1 x 48510 @ 44100Hz.*1 x 26102 @ 44100Hz"
                 -P ${CMAKE_CURRENT_SOURCE_DIR}/check.cmake)
set_tests_properties(tutorial/taste PROPERTIES LABELS integration)

# Compares the pages with the programs and what they have printed.
add_test(NAME docs/snippets COMMAND sh ${PROJECT_SOURCE_DIR}/cmake/check_docs.sh ${lessons_output})
set_tests_properties(docs/snippets PROPERTIES LABELS integration FIXTURES_REQUIRED lessons TIMEOUT 120)
