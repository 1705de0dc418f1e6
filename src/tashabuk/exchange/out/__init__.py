"""Writers, one file a format; `tashabuk.exchange.formats` lists them."""
