"""Complete configurations of web servers, made from the same data as the site: what is told to readers' browsers has one source."""
