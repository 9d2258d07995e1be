# Los autores de los textos.
# used: author-badge-*
author-erased = Cuenta eliminada
author-secret-link = Alguien con un enlace
author-walk-up-code = Alguien en el lugar
author-paper = En papel
author-imported-unnamed = Alguien de otra plataforma
author-imported = de otra plataforma
author-badge-staff = Personal municipal
author-badge-resident = Residente
