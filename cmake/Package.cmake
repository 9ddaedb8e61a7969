# The Debian package: cpack --preset release.
install(FILES cmake/copyright README.md TYPE DOC OPTIONAL)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME ${PROJECT_NAME})
set(CPACK_PACKAGE_CONTACT "osint-search <osint-search@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"osint-index makes an index mirror a collection of articles; osint-search and
the web page osint-search.cgi find the passages that answer a question, by
words, phrases, dates, sources and the entities that an article names.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "lighttpd | httpd-cgi, poppler-utils, poppler-data")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/cmake/conffiles ${PROJECT_SOURCE_DIR}/cmake/postinst
  ${PROJECT_SOURCE_DIR}/cmake/prerm)
# What has its place in /etc whatever the prefix; cmake --install leaves it out.
set(CPACK_INSTALLED_DIRECTORIES ${PROJECT_SOURCE_DIR}/indexer/examples/etc /etc)
include(CPack)
