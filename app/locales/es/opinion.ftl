# Mapa de opiniones: contestar frases, añadir una, el mapa.
# used: opinion-answer-* opinion-status-* opinion-add-open opinion-add-held opinion-answers-lead opinion-answers-closed opinion-list-* opinion-method-* opinion-share-* opinion-mine-says-* opinion-groups-text-* opinion-data-* opinion-start opinion-see-map opinion-time-people opinion-time-answers opinion-time-always opinion-time-since
opinion-crumb = Frases
opinion-title = ¿De acuerdo o no?
opinion-lead = Frases cortas, de una en una. Con tres minutos basta, y puedes parar cuando quieras.
opinion-section = Frase
opinion-keys = Contestar con las teclas 1, 2 y 3
opinion-as = Participas como
opinion-guest-title = ¿Son tuyas estas respuestas?
opinion-guest = En este navegador alguien ha participado por una invitación, sin cuenta, y ha respondido a { $count ->
    [one] 1 frase.
   *[other] { $count } frases.
}
opinion-guest-named = En este navegador «{ $name }» ha participado por una invitación, sin cuenta, y ha respondido a { $count ->
    [one] 1 frase.
   *[other] { $count } frases.
}
opinion-guest-yes-why = Si son tuyas, pasan a tu cuenta, con las frases que añadiste. Si respondiste dos veces a una frase, cuenta la última respuesta. Así cuentas aquí como una persona, no como dos.
opinion-guest-no-why = Si las dio otra persona, siguen siendo suyas, y este navegador las suelta: ya no se podrán cambiar aquí.
opinion-guest-yes = Son mías
opinion-guest-no = Las dio otra persona
opinion-guest-later = Ver antes el mapa
opinion-excluded = Un moderador decidió que tus respuestas no cuentan aquí. El motivo:
opinion-answer-agree = De acuerdo
opinion-answer-disagree = En desacuerdo
opinion-answer-pass = Paso
opinion-account = Para contestar, entra o crea una cuenta.
opinion-account-invited = ¿Te han enviado una invitación? Abre su enlace y podrás contestar sin cuenta.
opinion-statements = { $count ->
    [one] Hay 1 frase por contestar.
   *[other] Hay { $count } frases por contestar.
}
opinion-progress = { $answered } de { $total } contestadas. Puedes parar cuando quieras.
opinion-missing = { $count ->
    [one] Una respuesta más y tendrás tu sitio en el mapa.
   *[other] { $count } respuestas más y tendrás tu sitio en el mapa.
}
opinion-see-place = Mira dónde estás
opinion-see-map = Mira qué piensa la gente
opinion-look = Mira tus respuestas
opinion-change = Mira tus respuestas o cambia una
opinion-report = Denunciar esta frase
opinion-back = Volver a la consulta
opinion-none = Todavía no hay frases
opinion-none-add = La tuya puede ser la primera.
opinion-add = Añade una frase tuya
opinion-add-why = ¿Falta algo que se debería preguntar?
opinion-all = { $count ->
    [one] Has contestado la única frase
   *[other] Has contestado las { $count } frases
}
opinion-all-text = Gracias. Pueden llegar frases nuevas: vuelve a mirar.
opinion-onward = Qué más puedes hacer
opinion-method-link = Cómo funciona
opinion-private = Nadie ve lo que contestas: el mapa muestra grupos, nunca personas. Los datos abiertos llevan las respuestas sin nombres.

opinion-answers-title = Tus respuestas
opinion-answers-lead = Puedes cambiarlas cuantas veces quieras. Cuenta la última.
opinion-answers-closed = Esto es lo que contestaste.
opinion-answers-none = Todavía no has contestado nada.
opinion-continue = Seguir contestando
opinion-status-held = Espera a un moderador.
opinion-status-rejected = Un moderador quitó esta frase. Tu respuesta ya no cuenta.
opinion-own = La escribiste tú.
opinion-you-said = Dijiste: { $answer }
opinion-change-label = Tu respuesta a «{ $statement }»

opinion-add-title = Añade una frase
opinion-add-lead = Una frase con la que otros puedan estar de acuerdo o no.
opinion-add-account = Para añadir una frase, entra o crea una cuenta.
opinion-add-open = Se preguntará a todos enseguida. Cuentas como de acuerdo con ella.
opinion-add-held = Un moderador la lee antes, y luego se pregunta a todos. Cuentas como de acuerdo con ella.
opinion-add-left = { $count ->
    [0] Ya no puedes añadir más.
    [one] Puedes añadir 1 más.
   *[other] Puedes añadir { $count } más.
}
opinion-add-field = Tu frase
opinion-add-hint = Di una cosa, no dos. Suele bastar con { $advised } caracteres. Sin preguntas ni nombres de particulares.
opinion-add-look = Mira primero estas. Si una dice lo que piensas, contéstala.
opinion-add-send = Añadir mi frase
opinion-add-anyway = Añadir la mía de todos modos
opinion-add-cancel = Cancelar
opinion-similar = Estas se parecen
opinion-similar-hint = Dos frases que dicen lo mismo reparten las respuestas.

opinion-join-title = Te invitan a contestar
opinion-join-keep = Guarda este enlace y vuelve entonces.
opinion-join-lead = No necesitas cuenta. Frases cortas, de una en una; puedes parar cuando quieras.
opinion-join-cost = Solo una cookie de este navegador dice que eres tú. Si la borras, tus respuestas quedan pero ya no podrás cambiarlas.
opinion-join-name = Cómo podemos llamarte
opinion-join-hint = Cualquier nombre. Solo lo ves tú.
opinion-join-already = Ya participas con este navegador.
opinion-join-shut = Esta invitación está cerrada
opinion-join-full = Ya se ha unido toda la gente para la que era este enlace.
opinion-join-revoked = El laboratorio cerró este enlace.
opinion-join-off = El laboratorio ya no deja participar sin cuenta.
opinion-join-account = Puedes participar igualmente: inicia sesión o crea una cuenta.
opinion-start = Empezar a contestar

opinion-group = Grupo { $letter }
opinion-group-named = Grupo { $letter }: { $name }

flash-answer-changed = Tu respuesta ha cambiado.
flash-statement-added = Tu frase está añadida. Desde ahora se pregunta a los demás.
flash-statement-held = Gracias. Un moderador lee tu frase y luego se pregunta a los demás. La encuentras entre tus respuestas.
flash-opinion-joined = Te damos la bienvenida. Tus respuestas quedan en este navegador.
flash-guest-mine = Las respuestas han pasado a tu cuenta. Aquí cuentas como una persona.
flash-guest-other = Las respuestas siguen siendo de quien las dio. Aquí respondes con tu cuenta.

opinion-people = { $count ->
    [one] 1 persona
   *[other] { $count } personas
}
opinion-answers = { $count ->
    [one] 1 respuesta
   *[other] { $count } respuestas
}
opinion-everyone = Todo el mundo
opinion-percent = { $percent } %
opinion-votes = { $agree } % de acuerdo, { $disagree } % en desacuerdo, { $pass } % pasan ({ $count ->
    [one] 1 persona
   *[other] { $count } personas
})
opinion-map-page = Qué piensa la gente
opinion-map-page-text = Qué une a la gente, qué la divide y qué grupos de opinión hay.
opinion-groups-count = { $count ->
    [0] Por ahora la gente no forma grupos.
    [one] La gente piensa de forma parecida: hay un grupo.
    [2] La gente se reparte en dos grupos.
    [3] La gente se reparte en tres grupos.
    [4] La gente se reparte en cuatro grupos.
   *[other] La gente se reparte en { $count } grupos.
}
opinion-common = { $count ->
    [0] La mayoría está de acuerdo en esto:
    [one] La mayoría está de acuerdo en esto:
    [2] La mayoría de los dos grupos está de acuerdo:
   *[other] La mayoría de cada grupo está de acuerdo:
}
opinion-map-at = Mapa del
opinion-map-behind = Se están incorporando respuestas más nuevas.
opinion-map-none = Todavía no hay mapa
opinion-map-none-text = Se dibuja desde las primeras respuestas. La tuya puede estar entre ellas.
opinion-map-few = Hasta ahora han contestado menos de { $least } personas. No se dibuja nada ni se cuenta por frase, para que no se pueda reconocer a nadie.
opinion-map-picture = El mapa
opinion-map-parts = En esta página
opinion-map-title = Mapa de opiniones
opinion-map-desc = Quienes contestan parecido están cerca. Cuanto más intenso el color, más gente. Los contornos son los grupos. La tabla de abajo tiene las cifras.
opinion-map-you = Tú
opinion-map-caption = Quienes contestan parecido están cerca; cuanto más intenso el color, más gente. Ninguna marca es una sola persona: menos de { $least } no se dibujan.
opinion-pointed-hint = Apunta a un contorno o tócalo para leer lo que dice ese grupo.
opinion-pointed-who = { $group }, { $people }
opinion-pointed-more = Lo que dice este grupo
opinion-sizes = Personas en cada grupo
opinion-col-group = Grupo
opinion-col-people = Personas
opinion-col-share = Parte
opinion-col-answers = Respuestas
opinion-col-statements = Frases
opinion-no-group = En ninguno de estos grupos
opinion-no-group-shown = En un grupo que no se muestra, o en ninguno
opinion-apart = En ninguno de estos grupos: distintas de todos
opinion-apart-text = { $count ->
    [one] 1 persona no está en ninguno de estos grupos: sus respuestas quedan más lejos de cada uno que las de cualquiera que está en él. Cuentan en todos los totales.
   *[other] { $count } personas no están en ninguno de estos grupos: sus respuestas quedan más lejos de cada uno que las de cualquiera que está en él. Cuentan en todos los totales.
}
opinion-too-few-answers = Con pocas respuestas para estar en un grupo
opinion-unites = Qué une
opinion-divides = Qué divide y qué queda abierto
opinion-list-none = Por ahora nada destaca.
opinion-list-agreed = La mayoría está de acuerdo
opinion-list-agreed-text = Sea cual sea su grupo; primero lo más claro.
opinion-list-disagreed = La mayoría está en desacuerdo
opinion-list-disagreed-text = Sea cual sea su grupo; primero lo más claro.
opinion-list-agreed-alone = La mayoría está de acuerdo
opinion-list-agreed-alone-text = Contando a todo el mundo junto; primero lo más claro.
opinion-list-disagreed-alone = La mayoría está en desacuerdo
opinion-list-disagreed-alone-text = Contando a todo el mundo junto; primero lo más claro.
opinion-list-contested = La mayoría, pero no todos los grupos
opinion-list-contested-text = Contando a todo el mundo junto, la mayoría dice lo mismo; un grupo lo ve de otra manera.
opinion-list-unites = Todos los grupos pueden estar de acuerdo
opinion-list-unites-text = Grupo a grupo: aquí uno pequeño cuenta tanto como uno grande.
opinion-list-divides = Donde más difieren los grupos
opinion-list-divides-text = Un grupo está de acuerdo y otro no.
opinion-list-uncertain = Muchas personas pasaron
opinion-list-uncertain-text = Dudan, no saben lo bastante o la frase no está clara.
opinion-groups = Grupos
opinion-groups-text = Lo que cada grupo dice más que los demás.
opinion-groups-text-one = No hay otro grupo con que comparar.
opinion-groups-few = { $count ->
    [one] Un grupo no se muestra, para que no se pueda reconocer a nadie: tiene menos de { $least } personas.
   *[other] { $count } grupos no se muestran, para que no se pueda reconocer a nadie: tienen menos de { $least } personas o delatarían a uno que las tiene.
}
opinion-share-agree = El { $percent } % del grupo está de acuerdo ({ $count } de { $seen }).
opinion-share-disagree = El { $percent } % del grupo está en desacuerdo ({ $count } de { $seen }).
opinion-share-pass = El { $percent } % del grupo pasa ({ $count } de { $seen }).
opinion-mine = Dónde estás
opinion-mine-group = Por tus respuestas estás en el
opinion-mine-says-agree = Más que los demás, este grupo está de acuerdo:
opinion-mine-says-disagree = Más que los demás, este grupo está en desacuerdo:
opinion-mine-says-pass = Más que los demás, este grupo duda:
opinion-mine-says-alone-agree = La mayoría está de acuerdo:
opinion-mine-says-alone-disagree = La mayoría está en desacuerdo:
opinion-mine-says-alone-pass = La mayoría duda:
opinion-mine-more = Qué más dice tu grupo
opinion-mine-few = El grupo en el que estás no se muestra, para que no se pueda reconocer a nadie: tiene menos de { $least } personas o delataría a uno que las tiene.
opinion-mine-apart = No estás en ninguno de estos grupos: tus respuestas quedan más lejos de cada uno que las de cualquiera que está en él. Cuentan en todos los totales.
opinion-mine-soon = Se están incorporando tus respuestas. Vuelve a mirar dentro de un momento.
opinion-every = { $count ->
    [one] La única frase
   *[other] Las { $count } frases
}
opinion-every-few = menos de { $least } personas han respondido: todavía no se dice cómo
opinion-every-before = Frases anteriores
opinion-every-after = Más frases
opinion-time = Con el tiempo
opinion-time-once = { $people ->
    [one] 1 persona ha dado { $answers } hasta ahora.
   *[other] { $people } personas han dado { $answers } hasta ahora.
} Cómo cambia se verá aquí con los próximos mapas.
opinion-time-soon = En menos de dos horas
opinion-time-hours = En { $count } horas
opinion-time-days = En { $count } días
opinion-time-gave = { $span }, { $people ->
    [one] 1 persona dio { $answers }.
   *[other] { $people } personas dieron { $answers }.
}
opinion-time-since = { $count ->
    [0] Desde el { $date } no hay grupos.
    [one] Desde el { $date } hay un grupo.
    [2] Desde el { $date } hay dos grupos.
    [3] Desde el { $date } hay tres grupos.
   *[other] Desde el { $date } hay { $count } grupos.
}
opinion-time-always = { $count ->
    [0] En ese tiempo no hubo grupos.
    [one] Desde el principio hay un grupo.
    [2] Desde el principio hay dos grupos.
    [3] Desde el principio hay tres grupos.
   *[other] Desde el principio hay { $count } grupos.
}
opinion-time-people = Personas, y los grupos en que estaban
opinion-time-answers = Respuestas
opinion-time-table = Lo mismo en una tabla
opinion-time-caption = El mapa en varios momentos. Los grupos son los de ese momento.
opinion-time-when = Cuándo
opinion-map-method = Los grupos salen solo de las respuestas. No se pregunta ni se usa la edad, la dirección ni el sexo. Cualquiera puede volver a calcularlos con los datos abiertos.
opinion-small = Los grupos de menos de { $least } personas no se dibujan ni se describen: de tan pocas se podrían adivinar respuestas.
opinion-map-excluded = { $count ->
    [0] No se deja fuera ninguna respuesta.
    [one] Las respuestas de 1 participante quedan fuera por decisión motivada de un moderador.
   *[other] Las respuestas de { $count } participantes quedan fuera por decisiones motivadas de un moderador.
}
opinion-data = Datos abiertos
opinion-data-text = Las respuestas sin nombres, en el formato de Polis, y el mapa tal como se ve aquí.
opinion-data-comments = Frases
opinion-data-votes = Respuestas, una por fila
opinion-data-participants-votes = Personas y sus respuestas, una persona por fila
opinion-data-summary = Cifras
opinion-data-map = El mapa
opinion-method-read = El método, sus límites y sus fuentes
opinion-statement-kicker = Frase { $number }
opinion-statement-text = Cómo contestó la gente a esta frase.
opinion-statement-votes = Cómo contestó la gente
opinion-statement-none = Cómo respondió la gente se cuenta cuando lo han hecho al menos { $least } personas, para que no se reconozca a nadie.
opinion-statement-hidden-title = Esta frase se retiró
opinion-statement-hidden = Un moderador retiró esta frase el { $date }: ya no se pregunta y sus respuestas no forman el mapa. El motivo:
opinion-statement-hidden-mine = Un moderador retiró tu frase el { $date }. Solo pueden leerla los moderadores y tú, y sus respuestas no forman el mapa. El motivo:

opinion-method-title = Cómo se hacen los mapas de opiniones
opinion-method-lead = Para quien quiera entender uno, defenderlo o dudar de él.
opinion-method-asked-title = Qué se pregunta
opinion-method-asked = Frases cortas, de una en una: de acuerdo, en desacuerdo o paso. Las que más dicen y las que pocos han visto llegan antes; el azar tiene su parte. Se puede parar cuando se quiera y cambiar una respuesta después. Cada persona tiene una respuesta por frase, y cuenta la última.
opinion-method-groups-title = Cómo salen los grupos
opinion-method-groups = Quien contestó al menos siete frases recibe un sitio, de modo que quienes contestan parecido quedan cerca (componentes principales de las respuestas). Donde son menos de quince, se añade a los demás más activos. Luego se busca una división en dos a cinco grupos (k-medias, silueta), en más de dos solo donde es claramente mejor. Cada grupo debe tener al menos { $least } personas y dos de cada cien del total; las pocas cuyas respuestas quedan más lejos de cada grupo que las de cualquiera que está en él no están en ninguno de estos grupos. Donde ninguna división es así, hay un solo grupo. Un número nuevo de grupos solo se muestra cuando ha ganado cuatro veces seguidas, para que el mapa no salte.
opinion-method-unites-title = Qué une y qué divide
opinion-method-unites = Una frase representa a un grupo si sus miembros están de acuerdo o en desacuerdo con ella claramente más que los otros grupos (una prueba al 90 %). Eso ordena las frases y no demuestra nada: de muchas frases algunas pasan por azar, y donde han contestado pocas personas el azar pasa con facilidad. Lo que todos los grupos pueden aceptar es el producto de sus partes de acuerdo: basta un grupo que se niegue para bajarlo, por pequeño que sea.
opinion-method-small-title = Números pequeños
opinion-method-small = Los grupos de menos de { $least } personas ni se dibujan ni se describen, y la imagen solo muestra cuántas hay en un sitio donde hay al menos { $least }.
opinion-method-limits-title = Lo que un mapa no puede decir
opinion-method-limits = Participa quien quiere: las partes son de quienes participan, no de todos los vecinos. Un grupo no es un partido y nadie queda atado a él; en su borde la gente difiere poco. Las frases se contestan tal como están escritas.
opinion-method-sources-title = Fuentes
opinion-method-sources = El método es el de Polis: Small, Bjorkegren, Erkkilä, Shaw y Megill, «Polis: scaling deliberation by mapping high dimensional opinion spaces» (2021). Donde nos apartamos de él (varios comienzos para los grupos, más de dos solo donde es claramente mejor, se cuentan personas y no conglomerados, ningún punto por persona), la documentación de esta plataforma dice por qué.
