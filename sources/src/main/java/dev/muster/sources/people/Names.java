package dev.muster.sources.people;

import java.util.List;

/// Given and family names by language, as they are written there, with a spelling in Latin letters
/// for user names where the script is another.
final class Names {
  private Names() {}

  /// A name in its script, and in plain ASCII.
  record Name(String written, String plain) {}

  /// Names that go together.
  record Language(List<Name> given, List<Name> family) {}

  static final List<Language> LANGUAGES =
      List.of(
          latin(
              "Emma James Olivia Noah Amelia Liam Grace Henry Ruby Oscar",
              "Smith Johnson Brown Taylor Wilson O'Connor Davies Clarke Walker Wright"),
          latin(
              "Jürgen Anneliese Björn Käthe Günther Zoë Jörg Bärbel Müsel Lösche",
              "Müller Schröder Größmann Weiß Jäger König Schäfer Böhm Vögele Grünwald"),
          latin(
              "Chloé Hélène François Zoé Anaïs Benoît Noëlle Étienne Gaël Loïc",
              "Lefèvre Désiré Côté Gagné Béranger Rivière Fournier Garçon Prévost Brûlé"),
          latin(
              "José María Íñigo Lucía Ángel Begoña Raúl Inés Óscar Noemí",
              "García Núñez Fernández Ibáñez Muñoz Peña Cañizares Gómez Sáez Ordóñez"),
          latin(
              "João Conceição Luís Inês Antônio Patrícia Sebastião Lívia Zélia Caetano",
              "Gonçalves Araújo Magalhães Conceição Simões Guimarães Brandão Falcão Assunção Leitão"),
          latin(
              "Søren Åse Øystein Bjørg Håkon Sigrún Þóra Æsa Jógvan Pål",
              "Sørensen Ågård Bjørnstad Næss Ødegård Þórsdóttir Guðmundsson Kjær Lægreid Strøm"),
          latin(
              "Łukasz Małgorzata Paweł Zofia Stanisław Bożena Wojciech Agnieszka Rafał Żaneta",
              "Wiśniewski Dąbrowska Wójcik Łukaszewicz Zając Kaźmierczak Gołąb Więcek Śliwa Żak"),
          latin(
              "Jiří Kateřina Ondřej Tereza Vojtěch Šárka Matěj Růžena Zdeněk Štěpánka",
              "Dvořák Novotný Černý Růžička Šťastný Němec Hájek Kříž Bartoš Žižka"),
          latin(
              "İbrahim Şule Gökçe Işıl Çağla Ömer Tuğba Ümit Özlem Doğan",
              "Yılmaz Şahin Çelik Öztürk Güneş Doğan Aydın Kılıç Özdemir Işık"),
          latin(
              "Nguyễn Thảo Đức Hương Minh Phượng Quốc Thủy Việt Yến",
              "Trần Lê Phạm Hoàng Đặng Bùi Đỗ Hồ Ngô Võ"),
          script(
              "Γιώργος:Giorgos Ελένη:Eleni Νίκος:Nikos Δήμητρα:Dimitra Κώστας:Kostas",
              "Παπαδόπουλος:Papadopoulos Οικονόμου:Oikonomou Αντωνίου:Antoniou Βλάχος:Vlachos"),
          script(
              "Дмитро:Dmytro Олена:Olena Сергій:Serhii Наталія:Nataliia Юрій:Yurii Ольга:Olha",
              "Шевченко:Shevchenko Коваленко:Kovalenko Бондаренко:Bondarenko Їжакевич:Izhakevych"),
          script(
              "محمد:Mohammed فاطمة:Fatima أحمد:Ahmad ليلى:Layla يوسف:Yusuf",
              "الخطيب:Alkhatib حداد:Haddad نجار:Najjar المصري:Almasri"),
          script(
              "דוד:David רחל:Rachel יעל:Yael משה:Moshe נועה:Noa",
              "כהן:Cohen לוי:Levi מזרחי:Mizrahi פרץ:Peretz"),
          script("伟:Wei 芳:Fang 娜:Na 强:Qiang 敏:Min 静:Jing", "王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen"),
          script(
              "陽翔:Haruto 結衣:Yui 蓮:Ren 葵:Aoi さくら:Sakura",
              "佐藤:Sato 鈴木:Suzuki 高橋:Takahashi 渡辺:Watanabe 髙田:Takada"),
          script(
              "민준:Minjun 서연:Seoyeon 지훈:Jihun 하은:Haeun 도윤:Doyun",
              "김:Kim 이:Lee 박:Park 최:Choi 정:Jung"),
          script(
              "आरव:Aarav प्रिया:Priya रोहन:Rohan अनन्या:Ananya विक्रम:Vikram",
              "शर्मा:Sharma वर्मा:Verma गुप्ता:Gupta सिंह:Singh"));

  private static Language latin(String given, String family) {
    return new Language(latin(given), latin(family));
  }

  private static List<Name> latin(String names) {
    return List.of(names.split(" ", -1)).stream()
        .map(name -> new Name(name, PlainLetters.of(name)))
        .toList();
  }

  private static Language script(String given, String family) {
    return new Language(script(given), script(family));
  }

  private static List<Name> script(String names) {
    return List.of(names.split(" ", -1)).stream()
        .map(name -> {
          var colon = name.indexOf(':');
          return new Name(name.substring(0, colon), name.substring(colon + 1));
        })
        .toList();
  }
}
