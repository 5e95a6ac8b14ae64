"""A guide of the tiny project: about an unpaid loan, with its case and its service."""

from __future__ import annotations

from helpers import Project

PATH, ADDRESS = "data/guides/loan.yml", "guides/loan.html"
BASIS = "《中华人民共和国民法典》第六百七十五条"
LOAN = f"""title: 借的钱没还
order: 20
summary: 钱借出去收不回，怎样催、怎样告。
audience: [社会公众]
urgent: 对方动手，马上打110。
steps:
  - title: 找齐凭据
    text: 借条和转账记录都找出来，再打12348问一问，还有110元零头也记上。
    basis: [{BASIS}]
  - title: 先催一催
    text: 写清欠多少、哪天还。
    basis: [《测试办法》第一条]
papers: [身份证, 借条]
places:
  - {{name: 法律援助机构, what: 申请法律援助。, phone: "12348"}}
  - {{name: 村民委员会, what: 申请调解。}}
deadlines:
  - text: 一般3年内提出来。
    basis: [{BASIS}]
services: [aid]
cases: [loan]
"""
OTHER = "title: 邻里纠纷\norder: 10\nsummary: 怎样不伤和气。\naudience: [老年人]\nsteps:\n  - {title: 先别动手, text: 先拍照。}\n  - {title: 请人调解, text: 找村里。}\nplaces:\n  - {name: 村里, what: 调解。}\n"


def with_guides(project: Project) -> Project:
    """The project with two guides and the statute that one of them names."""
    register = (project.root / "data/laws/register.csv").read_text("utf-8").partition("测试办法")[0]
    project.write("data/laws/register.csv", register + "测试办法,,ce-shi-ban-fa,部门规章,2020-01-01,2020-01-01,,有效,,,9,test(2025-06-01)\n")
    return project.write(PATH, LOAN).write("data/guides/neighbours.yml", OTHER)
