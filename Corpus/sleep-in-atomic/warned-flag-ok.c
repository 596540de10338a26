// run: kernel-version=6.1
/*
 * A request says whether blocks may be mapped for it, which sleeps. The caller under a spinlock says that they may
 * not, and a warning that nobody answers stands before what sleeps.
 */

#include <linux/bug.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct map {
	struct mutex lock;
	spinlock_t dirty_lock;
	int blocks, dirty;
};

struct map_request {
	struct map *map;
	unsigned int may_map : 1;
	int wanted, left;
};

static void write_pages(struct map_request *request)
{
	while (request->left > 0) {
		if (!request->may_map && request->left == request->wanted)
			break;
		WARN_ON_ONCE(!request->may_map);
		mutex_lock(&request->map->lock);
		request->map->blocks++;
		mutex_unlock(&request->map->lock);
		request->left--;
	}
}

void write_dirty_ok(struct map *map)
{
	struct map_request request = { .map = map, .may_map = 0 };

	spin_lock(&map->dirty_lock);
	request.left = map->dirty;
	write_pages(&request);
	spin_unlock(&map->dirty_lock);
}

void write_all(struct map *map)
{
	struct map_request request = { .map = map, .may_map = 1, .left = map->dirty };

	write_pages(&request);
}
