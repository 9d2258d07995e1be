# used: about-*
about-title = Qué es este lugar
about-lead = Aquí la ciudad hace una pregunta a su gente durante un tiempo, lee lo que propone y responde en público.
about-see-open = Ver qué está abierto
about-ideas-title = Propones, comentas y apoyas
about-ideas-text = Cada consulta es una pregunta con fechas. Hasta una fecha puedes proponer ideas; después la gente apoya las que quiere. Puedes leerlo todo sin cuenta.
about-count-title = Una cuenta, un apoyo
about-count-text = Un apoyo se puede retirar mientras los apoyos estén abiertos. Un umbral que se alcanza con apoyos llamativos figura unos días como en revisión; después la ciudad debe la respuesta por sí sola. Los apoyos traídos de otra plataforma se muestran aparte y nunca cuentan para una respuesta que la ciudad deba.
about-answers-title = La ciudad debe una respuesta
about-answers-text = Cada consulta dice de antemano cuántos apoyos llevan a qué respuesta, quién la debe y para cuándo. La respuesta aparece encima del debate.
about-rules-title = Las normas de la casa
about-rules-text = Habla del asunto, no de la persona. Sin insultos, sin publicidad, sin datos privados de nadie. El equipo de moderación puede ocultar lo que rompa estas normas, siempre con una razón que todo el mundo puede leer.
about-data-title = Tus datos
about-data-text = Guardamos tu correo, el nombre que elijas y lo que escribas, y durante 30 días después de un apoyo un resumen con clave de la red desde la que llegó; no se comparte nada ni se contacta con ningún otro sitio. Puedes descargarlo todo y borrar tu cuenta cuando quieras.
about-security-title = Fallos de seguridad de este sitio
about-security-text = Si has encontrado la manera de ver o cambiar lo que no deberías, cuéntanoslo antes que a nadie.
about-security-contact = Avisar de un fallo
