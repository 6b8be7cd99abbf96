"""Words and pattern parts that several credit rules share."""

import re

# What `paragraphs.MASKS` leaves: a plain agency, an agency or weak abbreviation, an agency or outlet.
AGENCY = "\ue000++"
ANY = "[\ue000\ue001]++"
NAMED = "[\ue000\ue002]++"
ALL = "[\ue000\ue001\ue002]++"

DASH = r"(?:[-–—―‒−_]{1,3}|ー)"
LIST = (
    rf"(?:[\w.-]{{1,16}}\s?[/,+]\s?){{0,3}}{ANY}(?:(?:\s?[/,+&–-]\s?(?={ANY})|\s?[/,+&]\s?|\s(?:and|und|et|y|e|en|og|och|ve|и|"
    rf"та)\s)[\w.\ue000-\ue002-]{{1,24}}){{0,4}}"
)
ARTICLE = (
    r"(?:[Tt]he |[Dd]er |[Dd]ie |[Dd]en |[Dd]em |[Dd]as |[LlDd]['’]|[Ll]a |[Ll]e |[Ee]l "
    r"|[Dd]ell['’]|[Aa]ll['’]|[Oo] |[Aa] |[Hh]et )?"
)
BY = (
    r"(?:(?:Written |Reported |Story )?[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|DI|A cura di|[Dd]oor|Af|Av|"
    r"Autore?s?|"
    r"Autorin|Author(?:s| of the article)?|Автор|Текст|Tekst|Kirjoittanut|Redacción|Reporter)"
)

MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|fév|mars|avr|juin|juil|août|déc|"
    r"ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|mrt|mei|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|"
    r"янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)"
)
DAYS = r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom)[a-z]{0,7}"
PHOTO = (
    r"(?:photos?|\w{0,24}fotos?|fotocredit|photographs?|photograph(?:er|ed)|images?|imago|\w{0,24}bild(?:er|rechte|quelle)?|picture|pictured|handouts?|getty|"
    r"pool|via|courtesy|file|video|graphic|grafik|epa|archiv|archives?|fotoğraf|fotograf\w*|fotografía|imagen|"
    r"immagine|imagem|foto's|фото|写真|사진|图片|圖|صورة|uncredited|screenshot|screengrab|wirephoto|shutterstock|zuma)"
)
PHOTO_WORD = re.compile(rf"(?i)\b{PHOTO}\b|写真|사진|图|صورة")

_DATE_REST = re.compile(
    rf"(?i)\b{MONTHS}\w{{0,7}}\b\.?|\b{DAYS}\b|\b\d{{1,4}}(?:st|nd|rd|th)?\b|\b(?:at|um|à|on|le|den|am|pm|a\.m|p\.m|"
    r"gmt|utc|est|edt|et|uhr|updated|published|posted|de|del|the|ist|cet|bst|kst|jst|pdt|pst|min|read|ago|"
    r"hours?)\b|[\W_]"
)
_REPORTING = re.compile(
    r"(?i)\b(?:said|says|told|tells|reported|reports|according|announced|wrote|writes|sagte|teilte|a déclaré|dijo|"
    r"ha detto|disse|сообщ\w+|повідом\w+)\b"
)


def is_date_rest(words: str) -> bool:
    """Return whether nothing but dates, times and punctuation is left."""
    return not _DATE_REST.sub("", words)


def has_reporting_verb(words: str) -> bool:
    """Return whether the words report what someone said."""
    return bool(_REPORTING.search(words))
