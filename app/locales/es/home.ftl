# La página de inicio.
home-title = ¿Qué ciudad queremos?
home-lead = Aquí la ciudad hace una pregunta a su gente durante un tiempo. Tú propones y apoyas ideas; la ciudad responde en público.
home-search-label = Buscar ideas y consultas
home-search-hint = Parques, autobuses, ruido…
home-how = Cómo funciona y qué pasa con lo que escribes
home-open = Abiertas ahora
home-all = Todas las consultas
home-empty = Ahora mismo no hay nada abierto.
home-empty-upcoming = Abajo puedes ver qué se abre después y cuándo.
home-empty-later = Cuando la ciudad haga su próxima pregunta, estará aquí.
home-upcoming = Se abren pronto
home-past = Qué salió de ellas
home-past-all = Todas las terminadas
