// run: kernel-version=6.1
/*
 * A file system whose shrinker leaves allocations without FS alone: those with GFP_NOFS are safe under
 * its lock, those with GFP_KERNEL are not.
 */

#include <linux/rwsem.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

struct extents {
	struct rw_semaphore sem;
	struct shrinker shrinker;
	unsigned long count;
};

static unsigned long extents_scan(struct shrinker *s, struct shrink_control *sc)
{
	struct extents *extents = container_of(s, struct extents, shrinker);
	unsigned long freed;

	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	down_write(&extents->sem);
	freed = extents->count;
	extents->count = 0;
	up_write(&extents->sem);
	return freed;
}

int extents_init(struct extents *extents)
{
	extents->shrinker.scan_objects = extents_scan;
	return register_shrinker(&extents->shrinker, "extents");
}

static void *extent_alloc(gfp_t gfp)
{
	return kmalloc(64, gfp);
}

int extents_insert_ok(struct extents *extents)
{
	void *extent;

	down_write(&extents->sem);
	extent = extent_alloc(GFP_NOFS);
	if (extent)
		extents->count++;
	up_write(&extents->sem);
	return extent ? 0 : -ENOMEM;
}

int extents_split_bad(struct extents *extents)
{
	void *extent;

	down_write(&extents->sem);
	extent = extent_alloc(GFP_KERNEL); // expect: reclaim-recursion confirmed
	if (extent)
		extents->count += 2;
	up_write(&extents->sem);
	return extent ? 0 : -ENOMEM;
}
