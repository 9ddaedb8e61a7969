# CPack settings come here.
