// run: kernel-version=6.1
/*
 * What is registered before the folder exists is noted in a list, under a mutex; once it exists, the list is
 * gone through with the mutex held, and nothing is noted any more.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct folder;

struct folder *folder_create(const char *name);
void folder_add(struct folder *folder, const char *name);

struct map {
	struct list_head link;
	const char *name;
};

static struct folder *root;
static LIST_HEAD(early);
static DEFINE_MUTEX(early_lock);

static void map_register(struct map *map)
{
	if (!root) {
		mutex_lock(&early_lock);
		list_add(&map->link, &early);
		mutex_unlock(&early_lock);
		return;
	}
	folder_add(root, map->name);
}

void map_create(struct map *map)
{
	map_register(map);
}

void folder_init_ok(void)
{
	struct map *map;

	root = folder_create("maps");
	mutex_lock(&early_lock);
	list_for_each_entry(map, &early, link)
		map_register(map);
	mutex_unlock(&early_lock);
}
