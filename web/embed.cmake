# cmake -DOUT=embedded.h -DFILES="a.css;b.svg" -P embed.cmake: files become byte arrays with their versions.
set(text "#ifndef OSINT_WEB_EMBEDDED_H\n#define OSINT_WEB_EMBEDDED_H\n")
foreach(file IN LISTS FILES)
  get_filename_component(name "${file}" NAME)
  string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol "${name}")
  string(TOUPPER "${symbol}" macro)
  file(SHA256 "${file}" digest)
  string(SUBSTRING "${digest}" 0 16 digest)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  string(APPEND text "static const unsigned char osint_${symbol}[] = {${bytes}};\n"
                     "#define OSINT_${macro}_VERSION \"${digest}\"\n")
endforeach()
file(WRITE "${OUT}" "${text}#endif\n")
