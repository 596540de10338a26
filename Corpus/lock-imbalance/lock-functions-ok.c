// run: kernel-version=6.1
/*
 * Functions that return with the lock by design: always, on success only, and as what they return says.
 * Their callers give it back.
 */

#include <linux/mutex.h>

struct volume {
	struct mutex lock;
	int mounted;
};

static void volume_lock_ok(struct volume *vol)
{
	mutex_lock(&vol->lock);
}

static int volume_get_ok(struct volume *vol)
{
	int err = mutex_lock_interruptible(&vol->lock);

	if (err)
		return err;
	if (!vol->mounted) {
		mutex_unlock(&vol->lock);
		return -EIO;
	}
	return 0;
}

static bool volume_try_ok(struct volume *vol)
{
	return vol->mounted && mutex_trylock(&vol->lock);
}

void volume_put_ok(struct volume *vol)
{
	mutex_unlock(&vol->lock);
}

void volume_mount_ok(struct volume *vol)
{
	volume_lock_ok(vol);
	vol->mounted = 1;
	volume_put_ok(vol);
}

int volume_use_ok(struct volume *vol)
{
	int err = volume_get_ok(vol);

	if (err)
		return err;
	volume_put_ok(vol);
	return 0;
}

void volume_poke_ok(struct volume *vol)
{
	if (volume_try_ok(vol))
		volume_put_ok(vol);
}
