"""Lines in which a page speaks for itself: subscribe, follow, share, cookies, in the languages of Europe and beyond."""

import re
from collections.abc import Sequence

_LONGEST = 300
# A line that reports what somebody said, or quotes, is the article's.
_REPORTED = re.compile(
    r"[\"“”«»„]|\b(?:said|says|told|according|announced|reported|sagte|teilte|erklärte|selon|déclaré|annoncé|dijo|"
    r"según|"
    r"anunció|ha detto|secondo|disse|segundo|zei|volgens|sa|enligt|sade|ifølge|powiedział\w*|řekl\w*|сказал\w*|"
    r"сообщ\w+|"
    r"сказа\w+|повідом\w+)\b"
)
# The page in the first person, or to its reader.
_OWN_VOICE = re.compile(
    r"(?i)\b(?:we|our|us|you|your|this (?:web)?site|by continuing|wir|unser\w*|diese (?:web)?seite|diese website|sie|"
    r"nous|"
    r"notre|nos|vous|votre|ce site|en poursuivant|utilizamos|usamos|nuestr\w+|este sitio|esta web|tu|su|questo sito|"
    r"utilizziamo|nostr\w+|este site|noss\w+|sua|wij|onze|deze (?:web)?site|uw|vi|vår|våra|vores|du|din|ta strona|"
    r"nasz\w*|"
    r"używamy|tyto stránky|používáme|ez az oldal|weboldalunk|bu (?:web )?site\w*|sitemiz\w*|kullanıyoruz|мы|наш\w*|"
    r"этот сайт|ми|цей сайт)\b|当サイト|本网站|本網站|本站|이 사이트|당사|موقعنا|نستخدم"
)
_COOKIE = re.compile(r"(?i)\b(?:cookies?|cookie-\w+|kolačić\w*|çerez\w*)\b|クッキー|쿠키|ملفات تعريف الارتباط")
_LETTERS = (
    *("newsletter", "briefing", "inbox", "posteingang", "rundbrief", "boletín", "boletin", "boletim"),
    *("lettre d'info", "lettre d’info", "infolettre", "nieuwsbrief", "nyhetsbrev", "nyhedsbrev", "uutiskirj"),
    *("hírlev", "bülten", "рассылк", "розсилк", "telegram", "whatsapp", "канал", "ニュースレター", "メールマガジン"),
    *("メルマガ", "뉴스레터", "通讯", "通訊", "电子报", "電子報", "نشرت"),
)
# A request at the beginning of a sentence: "Was this forwarded to you? Subscribe to the Noon Sheet".
_SUBSCRIBE = re.compile(
    r"(?i)(?:^|[.?!:…–—] )(?:please |jetzt |hier )?(?:subscribe|sign up|signup|register|join|get|receive|become a|"
    r"abonnieren|melden|bestellen|erhalten|inscrivez|abonnez|recevez|suscríb\w+|regístr\w+|recib\w+|apúnt\w+|iscriv\w+|"
    r"abbonat\w+|ricev\w+|assine|inscreva|receba|schrijf|meld|ontvang|prenumerera|anmäl|få|meld deg|tilmeld|tilaa|"
    r"zapisz|"
    r"subskrybuj|přihla\w+|odebír\w+|iratkoz\w+|feliratkoz\w+|подпи[сш]\w+|підпи[сш]\w+)\b"
    r"|\bnewsletter (?:jetzt )?(?:abonnieren|bestellen)\b|\babone ol\w*|登録|購読|구독|订阅|訂閱|اشترك"
)
_ASKS = re.compile(
    r"(?i)(?:(?:please )?(?:subscribe|sign up|signup|register|log ?in|sign in|join (?:us|our)|download (?:the|our)|"
    r"install our|get (?:the latest|our|unlimited|breaking|notified)|click here|tap here|support (?:our|independent|"
    r"local) \w+|"
    r"donate|become a (?:member|subscriber)|already a subscriber|your support|stay (?:up to date|informed|tuned)|"
    r"enter your email|enable notifications|got a (?:news )?tip|have a (?:story|tip)|this (?:article|story|"
    r"content) is for "
    r"(?:subscribers|members)|was this (?:e-?mail )?forwarded|jetzt (?:abonnieren|anmelden)|registrieren sie sich|"
    r"abonnieren sie|inscrivez-vous|abonnez-vous|suscríbe\w*|suscríba\w*|regístra\w*|iscriviti|abbonati|assine|"
    r"inscreva-se|schrijf je in|prenumerera|подпи[сш]\w+|підпи[сш]\w+|abone ol|zapisz się|订阅|登録|구독)\b"
    r"|.{0,60}\b(?:our (?:free |daily |weekly |morning )?newsletters?|unseren newsletter|notre newsletter|"
    r"nuestr[ao]s? (?:boletín|newsletter)|terms of (?:use|service)|privacy policy)\b)[^\n]{0,240}"
)
_FOLLOW = re.compile(
    r"(?i)(?:(?:like|find) us on \w+|follow (?:us|[\w ’'&.-]{2,40} on (?:twitter|x|facebook|instagram|threads|bluesky|"
    r"tiktok|youtube|linkedin|whatsapp)\b)|folgen sie uns|folge uns|suivez-nous|suivez notre|síguenos|síganos|"
    r"sigue nuestr\w+|sigue a|seguici|siga-nos|siga o|volg ons|följ oss|følg oss|følg os|seuraa meitä|obserwuj nas|"
    r"śledź nas|sledujte nás|kövess\w* minket|urmăriți-ne|pratite nas|ακολουθήστε μας|bizi [^\n]{0,30}takip|"
    r"следите за|читайте нас|стежте за|читайте нас|关注我们|關注我們|フォロー|팔로우|تابعونا|تابعنا)[^\n]{0,160}"
)
_MEDIA = (
    r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|pinterest|reddit|instagram|threads|bluesky|e-?mail|messenger|vk|"
    r"weibo|line|微博|微信)"
)
_SHARE = re.compile(
    rf"(?i)(?:(?:share|tweet|retweet|e-?mail|print|save|like|copy link|{_MEDIA}|teilen|merken|drucken|partager|"
    rf"compartir|"
    r"condividi|compartilhar|delen|dela|del|поделиться|поділитися|paylaş|udostępnij|分享|シェア|공유|مشاركة|شارك)"
    r"(?:\s(?:this|on|via|by|the|to|"
    r"facebook|twitter|x|email|whatsapp|article|story|page|link|artikel|auf|sur|en|su|no|"
    r"\+|\||a{2}|text|size|print|share|save|tweet|linkedin|reddit|telegram|pinterest)\b[^\n.]{0,60})?"
    rf"|(?:diesen |den )?artikel teilen|(?:auf|bei|per|über|via) {_MEDIA} teilen|partage[rz] (?:cet|l['’])\s?article|"
    rf"partage[rz] sur {_MEDIA}|compart[ei]\w* (?:esta|este|la|el|en) \w+|condividi (?:su |questo |l['’])\s?\w+|"
    r"compartilhe? (?:esta|este|no|na) \w+|deel dit (?:artikel|bericht)|dela (?:artikeln|den här artikeln)|"
    r"del (?:artikkelen|artiklen|saken)|jaa (?:artikkeli|juttu)|udostępnij (?:artykuł|na \w+)|sdíle[tj]\w* (?:článek|"
    r"na \w+)|"
    r"oszd meg[^\n]{0,30}|distribuie (?:articolul|pe \w+)|haberi paylaş|поделиться (?:в|на|с|статьей)[^\n.]{0,30}|"
    r"поділитися (?:у|в|на)[^\n.]{0,30}|分享(?:到|至)\S{0,10}|この記事をシェア\S{0,4}|(?:이 )?기사(?:를)? 공유\S{0,6}|"
    r"شارك (?:هذا )?(?:المقال|الخبر))[.!]?"
)
# A line without one of these has none of the forms; looking for a word is cheap.
_KEYS = ("cookie", "çerez", "kolačić", "クッキー", "쿠키", "الارتباط")


def is_furniture(words: str) -> bool:
    """Return whether a line asks the reader to subscribe, follow or share, or speaks of cookies."""
    if len(words) > _LONGEST:
        return False
    if _SHARE.fullmatch(words):
        return True
    folded = words.casefold()
    if _ASKS.match(words) or _FOLLOW.match(words) or (_has_any(folded, _LETTERS) and _SUBSCRIBE.search(words)):
        return not _REPORTED.search(words)
    return _has_any(folded, _KEYS) and _speaks_of_cookies(words)


def _speaks_of_cookies(words: str) -> bool:
    return bool(_COOKIE.search(words) and _OWN_VOICE.search(words)) and not _REPORTED.search(words)


def _has_any(words: str, wanted: Sequence[str]) -> bool:
    return any(map(words.__contains__, wanted))
