// run: kernel-version=5.10
/*
 * A file system that opens a scope for one allocation and makes the next one after closing it.
 *
 * The second call is the one that counts: nothing covers its page tables. Task 1 holds the map's
 * lock, which writing back (task 2) needs.
 */

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

struct block_map {
	struct mutex lock;
	void *index;
	void *blocks;
};

int block_map_load_bad(struct block_map *map, size_t size)
{
	unsigned int flags;
	int err = -ENOMEM;

	mutex_lock(&map->lock);
	flags = memalloc_nofs_save();
	map->index = __vmalloc(size / 8, GFP_NOFS);
	memalloc_nofs_restore(flags);
	if (!map->index)
		goto out;

	map->blocks = __vmalloc(size, GFP_NOFS); // expect: vmalloc-gfp-mask confirmed
	if (map->blocks)
		err = 0;
out:
	mutex_unlock(&map->lock);
	return err;
}
