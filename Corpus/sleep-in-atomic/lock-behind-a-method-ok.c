// run: kernel-version=6.1
/*
 * A map locks with whatever its bus can do: a spinlock or a mutex, through a pointer. What is done under
 * the lock sleeps on the slow buses only.
 */

#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct map {
	void (*lock)(struct map *map);
	void (*unlock)(struct map *map);
	spinlock_t spin;
	struct mutex mutex;
	int fast;
	char *buffer;
};

static void lock_spin(struct map *map)
{
	spin_lock(&map->spin);
}

static void unlock_spin(struct map *map)
{
	spin_unlock(&map->spin);
}

static void lock_mutex(struct map *map)
{
	mutex_lock(&map->mutex);
}

static void unlock_mutex(struct map *map)
{
	mutex_unlock(&map->mutex);
}

void map_init(struct map *map)
{
	if (map->fast) {
		map->lock = lock_spin;
		map->unlock = unlock_spin;
	} else {
		map->lock = lock_mutex;
		map->unlock = unlock_mutex;
	}
}

void map_write(struct map *map)
{
	map->lock(map);
	if (!map->fast)
		map->buffer = kmalloc(16, GFP_KERNEL);
	map->unlock(map);
}

/* The same without a pointer: the map knows by its own data which lock it has. */
static void map_lock(struct map *map)
{
	if (map->fast)
		spin_lock(&map->spin);
	else
		mutex_lock(&map->mutex);
}

static void map_unlock(struct map *map)
{
	if (map->fast)
		spin_unlock(&map->spin);
	else
		mutex_unlock(&map->mutex);
}

static DEFINE_SPINLOCK(copies);

void map_copy(struct map *from, struct map *to)
{
	spin_lock(&copies);
	map_lock(to);
	to->buffer = from->buffer;
	map_unlock(to);
	spin_unlock(&copies);
}
