"""Stories and sentences that say the same, in scripts without stems or spaces."""

import pytest

import dedup
from dedup.model import Document

# Two reports of one meeting, a flood and a decision on interest; and what the first two both say.
ARTICLES = {
    "zh": (
        "国防部长周三在首都会见了邻国代表团，双方同意继续分享有关边境部署的情报，并加强防空合作。总统府在声明中表示，两国将共同应对安全威胁。代表团还参观了北部港口的造船厂。",
        "总统府周三发表声明称，双方同意继续就边境部署分享情报，加强在防空领域的合作。邻国代表团当天与国防部长举行了会谈。声明没有提到武器供应问题。",
        "周末的暴雨导致南部三个县的河流水位上涨，数千名居民被疏散到学校。气象局警告说，未来两天还会有强降雨。消防部门出动橡皮艇救出了被困的老人。",
        "央行周三宣布维持基准利率不变，理由是通货膨胀仍然高于目标。行长在记者会上表示，今年不会降息。股市收盘时下跌了百分之一点二。",
        "双方同意继续",
    ),
    "ja": (
        "国防相は水曜日、首都で隣国の代表団と会談し、国境での部隊配備に関する情報共有を続けることで合意した。大統領府は声明で、両国が安全保障上の脅威に共同で対応すると述べた。",
        "大統領府は水曜日の声明で、双方が国境の部隊配備についての情報共有を続けることで合意したと発表した。隣国の代表団はこの日、国防相と会談した。",
        "週末の豪雨で南部の川が増水し、数千人の住民が学校に避難した。気象庁は今後二日間も強い雨が降るおそれがあると警告した。",
        "中央銀行は水曜日、政策金利を据え置くと発表した。総裁は会見で、年内の利下げはないと述べた。",
        "情報共有を続ける",
    ),
    "ko": (
        "국방부 장관은 수요일 수도에서 이웃 나라 대표단을 만나 국경 병력 배치에 관한 정보를 계속 "
        "공유하기로 합의했다. 대통령실은 성명에서 두 나라가 안보 위협에 함께 대응할 것이라고 밝혔다.",
        "대통령실은 수요일 양측이 국경 병력 배치와 관련한 정보를 계속 공유하기로 합의했다고 성명을 통해 "
        "밝혔다. 이웃 나라 대표단은 이날 국방부 장관과 회담했다.",
        "주말 폭우로 남부 지역 하천이 불어나 주민 수천 명이 학교로 대피했다. 기상청은 앞으로 이틀 동안 "
        "비가 더 내릴 것이라고 경고했다.",
        "중앙은행은 수요일 기준금리를 동결한다고 발표했다. 총재는 기자회견에서 올해 금리 인하는 없을 것이라고 말했다.",
        "정보를 계속 공유하기로",
    ),
    "uk": (
        "Міністр оборони у середу зустрівся в столиці з делегацією сусідньої країни, і сторони погодилися "
        "й надалі "
        "обмінюватися інформацією про розгортання військ на кордоні. Офіс президента у заяві повідомив, "
        "що країни "
        "разом протидіятимуть загрозам безпеці.",
        "Офіс президента повідомив у середу, що сторони погодилися продовжити обмін інформацією про "
        "розгортання військ "
        "на кордоні. Того дня делегація сусідньої країни провела переговори з міністром оборони.",
        "Через зливи у вихідні піднялися річки на півдні, тисячі мешканців евакуювали до шкіл. Синоптики "
        "попередили, "
        "що дощі триватимуть ще два дні.",
        "Центральний банк у середу залишив облікову ставку без змін. Голова банку сказав на "
        "пресконференції, що цього "
        "року ставку не знижуватимуть.",
        "сторони погодилися",
    ),
    "ar": (
        "التقى وزير الدفاع يوم الأربعاء في العاصمة وفدا من الدولة المجاورة، واتفق الجانبان على مواصلة "
        "تبادل المعلومات حول "
        "نشر القوات على الحدود. وقال مكتب الرئيس في بيان إن البلدين سيواجهان التهديدات الأمنية معا.",
        "أعلن مكتب الرئيس في بيان يوم الأربعاء أن الجانبين اتفقا على مواصلة تبادل المعلومات بشأن نشر "
        "القوات على الحدود. "
        "وأجرى وفد الدولة المجاورة محادثات مع وزير الدفاع.",
        "تسببت الأمطار الغزيرة في ارتفاع منسوب الأنهار جنوب البلاد، وتم إجلاء آلاف السكان إلى المدارس. "
        "وحذرت الأرصاد من "
        "استمرار الأمطار يومين آخرين.",
        "أبقى البنك المركزي يوم الأربعاء سعر الفائدة دون تغيير. وقال المحافظ في مؤتمر صحفي إن الفائدة لن "
        "تنخفض هذا العام.",
        "مواصلة تبادل المعلومات",
    ),
}
CODES = pytest.mark.parametrize("code", ARTICLES)


def documents(code: str) -> list[Document]:
    return [Document(f"{code}-{place}", text) for place, text in enumerate(ARTICLES[code][:4])]


@CODES
def test_two_reports_of_one_event_are_one_story_and_other_events_none(code: str) -> None:
    stories = dedup.report(documents(code)).stories

    assert [(f"{code}-0", f"{code}-1")] == [story.documents for story in stories]


def test_reports_in_five_languages_are_five_stories() -> None:
    stories = dedup.report([document for code in ARTICLES for document in documents(code)]).stories

    assert {(f"{code}-0", f"{code}-1") for code in ARTICLES} == {story.documents for story in stories}


@CODES
def test_what_both_say_is_asserted(code: str) -> None:
    one, other = documents(code)[:2]
    found = [found for found in dedup.compare(one, other).alignments if found.band == "asserted"]

    assert any(ARTICLES[code][4] in one.text[each.target.start : each.target.end] for each in found)


@CODES
def test_two_events_say_nothing_that_is_the_same(code: str) -> None:
    meeting, _, flood, interest = documents(code)

    assert () == dedup.compare(meeting, flood).alignments + dedup.compare(meeting, interest).alignments
