// run: kernel-version=6.1
/*
 * A device-mapper target that allocates under the mutex which its map function takes: what reclaim
 * writes out may come through it.
 */

#include <linux/device-mapper.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct zoned {
	struct mutex lock;
	int zones;
	void *table;
};

static int zoned_map(struct dm_target *ti, struct bio *bio)
{
	struct zoned *zoned = ti->private;

	mutex_lock(&zoned->lock);
	zoned->zones++;
	mutex_unlock(&zoned->lock);
	return DM_MAPIO_REMAPPED;
}

static void *zoned_table(struct zoned *zoned, gfp_t gfp)
{
	return kzalloc(zoned->zones * 8, gfp);
}

static int zoned_message_bad(struct dm_target *ti, unsigned int argc, char **argv, char *result,
			     unsigned int maxlen)
{
	struct zoned *zoned = ti->private;

	mutex_lock(&zoned->lock);
	zoned->table = zoned_table(zoned, GFP_KERNEL); // expect: reclaim-recursion confirmed
	mutex_unlock(&zoned->lock);
	return zoned->table ? 0 : -ENOMEM;
}

static void zoned_resume_ok(struct dm_target *ti)
{
	struct zoned *zoned = ti->private;

	mutex_lock(&zoned->lock);
	zoned->table = zoned_table(zoned, GFP_NOIO);
	mutex_unlock(&zoned->lock);
}

static struct target_type zoned_target = {
	.name = "zoned",
	.map = zoned_map,
	.message = zoned_message_bad,
	.resume = zoned_resume_ok,
};

int zoned_init(void)
{
	return dm_register_target(&zoned_target);
}
