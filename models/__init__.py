"""The networks: configs, specs and costs without torch; torch modules beside them."""
