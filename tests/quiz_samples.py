"""Two sets of questions for the tiny project: three about lending and four for old people."""

from __future__ import annotations

from helpers import Project

PATH, ADDRESS = "data/quiz/lending.yml", "quiz/lending.html"
OTHER = "data/quiz/elderly.yml"
BASIS = "《民法典》第六百七十五条"
LENDING = f"""title: 借钱还钱
summary: 借条怎么写。
audience: [社会公众]
order: 20
questions:
  - id: due
    question: 没说哪天还，随时能催吗？
    options: [能, 不能]
    answer: 1
    explanation: 可以催告在合理的时间里还。
    basis: [{BASIS}]
  - id: paper
    question: 要写“借条”两个字吗？
    options: ["不用", "要写", "随便"]
    answer: 2
    explanation: 写清“借”字，R&D也一样。
    basis: [{BASIS}, 《测试办法》第一条]
  - id: witness
    question: 谁来证明还了钱？
    options: [借钱的人, 出借的人]
    answer: 1
    explanation: 还钱要拿收条。
    basis: [{BASIS}]
"""
_ASKED = "  - {{id: q{0}, question: 第{0}问？, options: [甲, 乙, 丙], answer: {1}, explanation: 说明{0}。, basis: [《民法典》第一千零四十三条]}}\n"
ELDERLY = "title: 老人的事\nsummary: 赡养和遗嘱。\naudience: [老年人]\norder: 10\nquestions:\n" + "".join(_ASKED.format(one, one % 3 + 1) for one in range(1, 5))


def with_quizzes(project: Project) -> Project:
    """The project with both sets, and the statute that one question names."""
    register = (project.root / "data/laws/register.csv").read_text("utf-8").partition("测试办法")[0]
    project.write("data/laws/register.csv", register + "测试办法,,ce-shi-ban-fa,部门规章,2020-01-01,2020-01-01,,有效,,,9,test(2025-06-01)\n")
    return project.write(PATH, LENDING).write(OTHER, ELDERLY)
