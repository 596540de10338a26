// run: kernel-version=6.1
/*
 * A request is sent with the semaphore held for reading, and what the request ends in gives it back.
 */

#include <linux/rwsem.h>

void down_read_non_owner(struct rw_semaphore *sem);
void up_read_non_owner(struct rw_semaphore *sem);

struct mount {
	struct rw_semaphore sem;
	int requests;
};

int mount_send_ok(struct mount *mount, int is_busy)
{
	down_read_non_owner(&mount->sem);
	if (is_busy) {
		up_read_non_owner(&mount->sem);
		return 0;
	}
	mount->requests++;
	return 0;
}
