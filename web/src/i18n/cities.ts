/** Cities that zones are named after, as people write them; others keep the name that the zone has. */
import type { LanguageTag } from "./languages";

type City = readonly [ar: string, zh: string, en: string, fr: string, ru: string, es: string];
const ORDER: readonly LanguageTag[] = ["ar", "zh", "en", "fr", "ru", "es"];

const CITIES: Record<string, City> = {
  "Africa/Addis_Ababa": [
    "أديس أبابا",
    "亚的斯亚贝巴",
    "Addis Ababa",
    "Addis-Abeba",
    "Аддис-Абеба",
    "Addis Abeba",
  ],
  "Africa/Algiers": ["الجزائر", "阿尔及尔", "Algiers", "Alger", "Алжир", "Argel"],
  "Africa/Cairo": ["القاهرة", "开罗", "Cairo", "Le Caire", "Каир", "El Cairo"],
  "Africa/Johannesburg": [
    "جوهانسبرغ",
    "约翰内斯堡",
    "Johannesburg",
    "Johannesburg",
    "Йоханнесбург",
    "Johannesburgo",
  ],
  "Africa/Kampala": ["كمبالا", "坎帕拉", "Kampala", "Kampala", "Кампала", "Kampala"],
  "Africa/Nairobi": ["نيروبي", "内罗毕", "Nairobi", "Nairobi", "Найроби", "Nairobi"],
  "America/Bogota": ["بوغوتا", "波哥大", "Bogotá", "Bogota", "Богота", "Bogotá"],
  "America/Caracas": ["كاراكاس", "加拉加斯", "Caracas", "Caracas", "Каракас", "Caracas"],
  "America/Havana": ["هافانا", "哈瓦那", "Havana", "La Havane", "Гавана", "La Habana"],
  "America/New_York": ["نيويورك", "纽约", "New York", "New York", "Нью-Йорк", "Nueva York"],
  "Asia/Baku": ["باكو", "巴库", "Baku", "Bakou", "Баку", "Bakú"],
  "Asia/Jakarta": ["جاكرتا", "雅加达", "Jakarta", "Jakarta", "Джакарта", "Yakarta"],
  "Asia/Kolkata": ["نيودلهي", "新德里", "New Delhi", "New Delhi", "Нью-Дели", "Nueva Delhi"],
  "Asia/Shanghai": ["بيجين", "北京", "Beijing", "Beijing", "Пекин", "Beijing"],
  "Asia/Tashkent": ["طشقند", "塔什干", "Tashkent", "Tachkent", "Ташкент", "Tashkent"],
  "Asia/Tehran": ["طهران", "德黑兰", "Tehran", "Téhéran", "Тегеран", "Teherán"],
  "Europe/Belgrade": ["بلغراد", "贝尔格莱德", "Belgrade", "Belgrade", "Белград", "Belgrado"],
  "Europe/Istanbul": ["إسطنبول", "伊斯坦布尔", "Istanbul", "Istanbul", "Стамбул", "Estambul"],
  "Europe/London": ["لندن", "伦敦", "London", "Londres", "Лондон", "Londres"],
  "Europe/Moscow": ["موسكو", "莫斯科", "Moscow", "Moscou", "Москва", "Moscú"],
  "Europe/Paris": ["باريس", "巴黎", "Paris", "Paris", "Париж", "París"],
  "Europe/Vienna": ["فيينا", "维也纳", "Vienna", "Vienne", "Вена", "Viena"],
  "Europe/Zurich": ["جنيف", "日内瓦", "Geneva", "Genève", "Женева", "Ginebra"],
};

/** `Asia/Baku` → `Bakou` in French; a zone not in the table gives its own last word. */
export function cityOf(tag: LanguageTag, zone: string): string {
  const known = CITIES[zone]?.[ORDER.indexOf(tag)];
  return known ?? (zone === "UTC" ? "UTC" : (zone.split("/").pop() ?? zone).replaceAll("_", " "));
}
