from __future__ import annotations

from django.urls import path

from trivia import views

urlpatterns = [
    path("trivia/", views.fact_list, name="fact_list"),
    path("films/<word:film>/facts/<number:number>/", views.fact_detail, name="fact_detail"),
]
