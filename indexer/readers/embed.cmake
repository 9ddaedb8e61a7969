# Writes INPUT as a C array: cmake -DINPUT=file -DOUTPUT=file.c -DNAME=symbol -P embed.cmake
file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
string(REGEX REPLACE "(('[^,]*',){16})" "\\1\n    " bytes "${bytes}")
file(WRITE "${OUTPUT}" "extern const char ${NAME}[];
extern const unsigned long ${NAME}_length;
const char ${NAME}[] = {
    ${bytes} '\\0'};
const unsigned long ${NAME}_length = sizeof ${NAME} - 1;
")
