"""The words by which pages label what is not article: links, advertising, comments, version notes, rights."""

import re

CROSS_LINK = re.compile(
    r"(?i)(?:see also|read (?:more|also|next)|also read|must read|more on this(?: story)?|related(?: (?:stories|"
    r"articles|news|story|article|links?|coverage|content|reading|topics))?|"
    r"recommended(?: (?:stories|reading|for you))?|you (?:may|might) also like|don['’]t miss|watch(?: also| now|"
    r" more)?|listen|explore more|more from|more stories|further reading|"
    r"lesen sie (?:auch|mehr|hier)|lies auch|mehr zum thema|auch interessant|siehe auch|(?:à|a) lire(?: aussi)?|"
    r"lire (?:aussi|également)|voir aussi|sur le même sujet|"
    r"le[ae] (?:también|más|además)|te puede interesar|ver también|más información|mira también|leia (?:também|"
    r"mais)|veja (?:também|mais)|saiba mais|leggi (?:anche|pure|di più)|"
    r"lees (?:ook|meer)|bekijk ook|läs (?:också|även|mer)|les (?:også|mer)|læs (?:også|mere)|lue myös|"
    r"czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|"
    r"čtěte (?:také|též)|přečtěte si|prečítajte si|olvass[ae]? (?:el(?: ezt is)?|még)|citește și|pročitajte (?:još|i)|"
    r"διαβάστε (?:επίσης|ακόμη)|"
    r"читайте (?:также|також|ещё)|читать также|смотрите также|дивіться також|по теме|за темою|"
    r"ilgili haber(?:ler)?|ayrıca (?:bakınız|okuyun)|"
    r"noticias relacionadas|artículos relacionados|notícias relacionadas|articoli correlati|notizie correlate|"
    r"articles (?:liés|associés)|verwandte artikel|gerelateerde? (?:artikelen|nieuws)|relaterade artiklar|"
    r"relaterte saker|powiązane artykuły|související články|kapcsolódó cikkek?|"
    r"相关阅读|延伸阅读|推荐阅读|相关新闻|相關新聞|関連記事|関連ニュース|あわせて読みたい|관련 ?기사|관련 ?뉴스|"
    r"(?:اقرأ|إقرأ|اقرا) (?:أيضا|أيضاً|ايضا|المزيد)|"
    r"شاهد أيضا|baca juga|xem thêm)"
    r"(?P<mark>\s?[:：|>»•–—-]|\s*$)?"
)
_BAR = r"[-–—*=\s.·•]*"
ADVERTISEMENT = re.compile(
    rf"(?i){_BAR}(?:advertisements?|advertising|anzeige|werbung|publicité|publicidade|publicidad|pubblicità|"
    r"advertentie|reklama?|реклама|annonse?|annons|広告|广告|廣告|광고|إعلان|"
    r"sponsored(?: content)?|promoted|(?:story|article) continues (?:below|"
    rf"after)[^\n.]{{0,40}}|continue reading[^\n.]{{0,30}}|scroll (?:down )?to continue[^\n.]{{0,40}}|"
    rf"skip (?:advertisement|to [^\n.]{{0,40}}|past [^\n.]{{0,40}})|end of [^\n.]{{3,40}}|read full (?:story|"
    rf"article)|show more|load more|view (?:gallery|comments|photos)){_BAR}"
)
COMMENTS = re.compile(
    r"(?i)(?:\(?\d+\)? )?(?:(?:view|show|read|hide|see) (?:all |the )?)?(?:comments?|kommentare?|commentaires?|"
    r"comentarios?|commenti|comentários|reacties|kommentarer|комментарии|коментарі|"
    r"yorumlar|komentarze|komentáře|"
    r"评论|評論|コメント|댓글|تعليقات|التعليقات)(?: \(?\d+\)?| section| are closed| off)?\.?|"
    r"(?i:(?:leave|post|add|write|submit) (?:a |your )?(?:comment|reply)|join the (?:conversation|discussion)|"
    r"what do you think\?)[^\n]{0,60}"
)
VERSION_NOTE = re.compile(
    r"(?i)[(\[](?:updat\w+|adds?|adding|recasts?|corrects?|correcting|refiles?|clarifies|rewrites?|repeats?|"
    r"new throughout|wraps|writes? through|removes?|deletes?|edits|"
    r"aktualisiert|ergänzt|actualiz\w+|agrega|añade|ajoute|actualise|mise à jour|aggiorna|aggiunge|atualiza|"
    r"acrescenta|обновл\w+|добавл\w+|оновл\w+)\b[^()\[\]\n]{0,240}[)\]]\.?"
)
RIGHTS = re.compile(
    r"(?i)(?:©|ⓒ|\(c\) |copyright\b)[^\n]{0,200}|[^\n]{0,160}\b(?:all rights reserved|alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"may not be (?:published|reproduced))\b[^\n]{0,200}|[^\n]{0,20}(?:版权所有|無断転載|무단 ?전재)[^\n]{0,80}"
)
WEATHER = re.compile(
    r"(?i)[-−+]?\d{1,3}(?:[.,]\d)?\s?[°º˚]?\s?[CF]\b[^\n]{0,24}|[^\n\d]{0,24}\s[-−+]?\d{1,3}(?:[.,]\d)?\s?[°º˚]\s?[CF]?"
)
BYLINE = re.compile(
    r"(?:(?:Written |Reported |Story )?[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|Di|DI|[Dd]oor|Af|Av|Autore?s?|"
    r"Author|Автор|Текст|Tekst)\s?:?\s"
    r"(?P<names>[^\n.!?:;@]{2,110}|[^\n!?:;@]{2,60})(?P<mail>[\[(<| ]?\s?[\w.+-]{1,40}@[\w.-]{3,60}\s?[\])>]?)?"
)
MAIL = re.compile(r"(?P<names>[^\n.!?:;@]{0,80})[\[(<| ]?\s?[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4}\s?[\])>]?")
CAPTION_LABEL = re.compile(
    r"(?:(?i:file (?:photo|image|picture)|photo|foto|fotos|image|picture|caption|bild|bildunterschrift|légende|"
    r"imagen|immagine|imagem|fotoğraf|фото|video still)\s?[:：]|FILE [-–—]|\((?i:photo|foto|file photo)\b|"
    r"▲|△|【写真】|［写真］)"
)
CAPTION_CREDIT = re.compile(
    r"[(\[](?:(?i:photo|foto|image|picture|credit|courtesy|bild|fotografía|imagen|фото|"
    r"file)\b[^()\[\]\n]{0,100}|[^()\[\]\n]{0,60}\b(?i:photo|foto|getty images|via [A-Z]\w+|handout|courtesy|"
    r"file)\b[^()\[\]\n]{0,40})[)\]]\.?$"
)
CAPTION_PLACES = re.compile(
    r"\((?:(?:far |second from |third from |top |bottom |front |back )?(?:left|right|cent(?:er|re)|L|R|C|l|r|c)|"
    r"izq(?:uierda|\.)|der(?:echa|\.)|links|rechts|à gauche|à droite|g\.|d\.|sinistra|destra|слева|справа|ліворуч|"
    r"праворуч)\)"
    r"|,? (?:far |second from |third from )?(?:left|right|cent(?:er|re)),|\b[Ff]rom (?:left|right)\b|\b(?:[Ll]eft|"
    r"[Rr]ight) to (?:right|left)\b|\b(?:is|are|was|were) (?:seen|pictured) (?:here|in th(?:is|ese)|during|at|on|"
    r"with|near|outside|inside)\b"
)
DATE_WORDS = re.compile(
    r"(?i)\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août|déc|"
    r"ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|mrt|mei|"
    r"янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|"
    r"гру)[^\W\d_]{0,7}\b\.?"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|понедельник|вторник|"
    r"среда|четверг|пятница|суббота|воскресенье)\b"
    r"|\b(?:last |first )?(?:updated|published|posted|modified|created|date|time|am|pm|a\.m|p\.m|gmt|utc|"
    r"[ecmp][sd]?t|cest|ist|bst|kst|jst|uhr|at|on|um|den|am|stand|aktualisiert|veröffentlicht|publié|"
    r"mis à jour|le|à|publicado|actualizado|atualizado|el|las|de|del|hs?|pubblicato|aggiornato|ore|il|"
    r"gepubliceerd|обновлено|опубликовано|опубліковано|оновлено|в|о|года?|року|г|р|min(?:utes?)?|read|"
    r"lesezeit|ago|hours?|days?|st|nd|rd|th)\b|[年月日时分時発更新:]|[입력수정오전후]"
)
