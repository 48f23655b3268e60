"""Looking through a whole article for what is recorded already. Nothing of it is stored."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from claimtrack.errors import BadInput
from claimtrack.services.articles import LONGEST_ARTICLE, Article, look_through
from claimtrack.web.request import db, needs
from claimtrack.web.typed import day_in, text_in
from claimtrack.words import Role

bp = Blueprint("article", __name__)


class ArticleForm(FlaskForm):
    article = TextAreaField("Article", description=f"Its text, up to {LONGEST_ARTICLE:,} characters, in any language.")
    published = StringField("Published on", description="2022-02-21 or 21 Feb 2022")


@bp.get("/article")
@needs(Role.FACT_CHECKER)
def index() -> ResponseReturnValue:
    return _page(ArticleForm())


@bp.post("/article")
@needs(Role.FACT_CHECKER)
def look() -> ResponseReturnValue:
    """Compare each sentence of the article with what is recorded."""
    form = ArticleForm()
    day = found = None
    try:
        day = day_in(form.published.data)
    except BadInput as error:
        form.published.errors = [f"{error} Write it as 2022-02-21 or 21 Feb 2022."]
        return _page(form), 400
    try:
        found = look_through(db(), text_in(form.article.data), day)
    except BadInput as error:
        form.article.errors = [str(error)]
        return _page(form), 400
    return _page(form, found)


def _page(form: ArticleForm, found: Article | None = None) -> str:
    return render_template("article/index.html", form=form, found=found)
