// run: kernel-version=6.1
/*
 * Code elsewhere locks two folders for a move and unlocks them after it. Nothing is kept where the folders
 * are one.
 */

#include <linux/mutex.h>

struct folder {
	struct mutex moves;
};

void folders_lock_ok(struct folder *folder, struct folder *other)
{
	mutex_lock(&folder->moves);
	if (folder != other)
		return;
	mutex_unlock(&folder->moves);
}

void folders_unlock_ok(struct folder *folder, struct folder *other)
{
	if (folder != other)
		mutex_unlock(&folder->moves);
}
