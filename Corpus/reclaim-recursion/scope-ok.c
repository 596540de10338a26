// run: kernel-version=6.1
/*
 * The allocation is inside a scope that takes FS away, opened by the caller.
 */

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

static DEFINE_MUTEX(dirents_lock);
static unsigned long dirents;

static unsigned long dirents_scan(struct shrinker *s, struct shrink_control *sc)
{
	if (!(sc->gfp_mask & __GFP_FS))
		return SHRINK_STOP;
	mutex_lock(&dirents_lock);
	dirents = 0;
	mutex_unlock(&dirents_lock);
	return 1;
}

static struct shrinker dirents_shrinker = {
	.scan_objects = dirents_scan,
};

int dirents_init(void)
{
	return register_shrinker(&dirents_shrinker, "dirents");
}

static void *dirent_alloc(void)
{
	return kmalloc(128, GFP_KERNEL);
}

void *dirent_add_ok(void)
{
	unsigned int flags = memalloc_nofs_save();
	void *dirent;

	mutex_lock(&dirents_lock);
	dirent = dirent_alloc();
	dirents++;
	mutex_unlock(&dirents_lock);
	memalloc_nofs_restore(flags);
	return dirent;
}
