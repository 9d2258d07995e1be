# Los textos de una consulta importada. Lo usa el comando `cabildo import`.
# used: import-*
import-participant = Participante
import-summary = Propuestas y comentarios traídos de otra plataforma de participación, para leerlos, debatirlos y apoyarlos aquí.
import-description =
    Estas propuestas, comentarios, votos y apoyos vienen de otra plataforma, donde los escribieron sus usuarios.
    Aquí sus autores tienen seudónimo, y los apoyos de allí se cuentan aparte de las firmas que se dan aquí.
import-promise = Lo que se prometió a sus autores lo prometió la plataforma en la que escribieron. Los apoyos que se dan aquí se cuentan como firmas.
import-phase = Debatir y apoyar
import-phase-description = Lee lo que se propuso, coméntalo, apóyalo y añade lo que falte.
