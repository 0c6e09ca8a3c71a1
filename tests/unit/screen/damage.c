/* Repairing the damage must give what painting everything gives, to the byte. */
#include "scenes.h"

/* One of the things that happen to a zone between two frames. */
static void change_zone(struct state *s, struct chance *c, struct scene_zone *zone)
{
    const struct list *old = zone->list;
    switch (chance_below(c, 8)) {
    case 0:
        zone->list = any_list(s, c, zone);
        break;
    case 1:
    case 2:
        zone->list = varied(s, c, zone);
        break;
    case 3: { /* a transition begins */
        struct list *next = any_list(s, c, zone);
        if (old != NULL) {
            zone->list = list_transition(old, next);
            list_put(next);
        } else {
            zone->list = next;
        }
        zone->progress = (uint8_t)chance_below(c, 256);
        zone->slides = zone->loop == 0 && chance_below(c, 2) == 0;
        break;
    }
    case 4:
        zone->progress = (uint8_t)chance_below(c, 256);
        zone->shift_in = chance_below(c, zone->rect.w);
        zone->shift_out = zone->shift_in - zone->rect.w;
        return;
    case 5:
        zone->background = 0xFF000000 | (uint32_t)chance_below(c, 0x1000000);
        return;
    case 6:
        zone->list = NULL;
        break;
    default:
        if (chance_below(c, 2) == 0)
            zone->rect.h = zone->rect.h > 40 ? zone->rect.h - 3 : zone->rect.h + 7;
        else
            zone->rect.y += zone->rect.y % 2 == 0 ? 1 : -1;
        return;
    }
    list_put(old);
}

/* What is drawn over all comes, becomes another thing, or goes. */
static void change_over(struct state *s, struct chance *c, struct scene *scene)
{
    struct scene_zone *over = &scene->zones[ZONES];
    if (scene->zone_count == ZONES) {
        *over = (struct scene_zone){.rect = {40, 30, 500, 290}, .progress = 255, .over = true};
        over->list = any_list(s, c, over);
        scene->zone_count++;
        return;
    }
    const struct list *old = over->list;
    if (chance_below(c, 2) == 0)
        over->list = varied(s, c, over);
    else
        scene->zone_count--;
    list_put(old);
}

static struct scene next_scene(struct state *s, struct chance *c, const struct scene *now)
{
    struct scene next = *now;
    for (int i = 0; i < next.zone_count; i++)
        list_take(next.zones[i].list);
    if (chance_below(c, 3) != 0)
        change_zone(s, c, &next.zones[chance_below(c, ZONES)]);
    if (chance_below(c, 2) == 0)
        next.zones[STRIP].scroll =
            (next.zones[STRIP].scroll + chance_below(c, 200)) % next.zones[STRIP].loop;
    if (chance_below(c, 40) == 0)
        next.paper ^= 0x101010;
    if (chance_below(c, 8) == 0)
        shift(c, &next);
    if (chance_below(c, 4) == 0)
        change_over(s, c, &next);
    if (chance_below(c, 30) == 0)
        next.zones[STRIP].loop = 300 + chance_below(c, 2000);
    next.zones[STRIP].scroll %= next.zones[STRIP].loop;
    return next;
}

static void walk(struct state *s, uint64_t seed, int steps)
{
    struct chance c = {seed};
    SDL_Surface *kept = canvas32(WIDTH, HEIGHT), *fresh = canvas32(WIDTH, HEIGHT);
    struct painter *painter = painter_create_software(s->raster, kept);
    struct scene now = first_scene();
    painter_paint(painter, &now, &whole);
    for (int step = 0; step < steps; step++) {
        struct scene next = next_scene(s, &c, &now);
        struct damage damage;
        scene_difference(&now, &next, &damage);
        while (chance_below(&c, 2) == 0 &&
               painter_prepare(painter, &next.zones[chance_below(&c, ZONES)]))
            continue;
        painter_paint(painter, &next, &damage);
        paint_afresh(s, &next, fresh);
        compare_surfaces(kept, fresh, step);
        painter_trim(painter);
        put_lists(&now);
        now = next;
    }
    put_lists(&now);
    painter_destroy(painter);
    SDL_FreeSurface(kept);
    SDL_FreeSurface(fresh);
}

static void test_damage_gives_the_whole(void **state)
{
    for (uint64_t seed = 1; seed <= 6; seed++)
        walk(*state, seed, 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damage_gives_the_whole)};
    return cmocka_run_group_tests_name("screen/damage", tests, set_up, tear_down);
}
