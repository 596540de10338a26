// run: kernel-version=6.1
/*
 * A list of types that others ask for by name. One way out gives the lock back, the one that all goes well on
 * does not; nothing in the subsystem gives it back for its caller, so it is no helper that locks.
 */

#include <linux/errno.h>
#include <linux/list.h>
#include <linux/mutex.h>

struct store_type {
	struct list_head list;
	const char *name;
	int users;
};

static DEFINE_MUTEX(types_mutex);
static LIST_HEAD(types);

static int type_unregister(struct store_type *type)
{
	mutex_lock(&types_mutex); // expect: lock-imbalance confirmed
	if (type->users) {
		mutex_unlock(&types_mutex);
		return -EBUSY;
	}
	list_del(&type->list);
	return 0;
}

int store_exit(struct store_type *type)
{
	return type_unregister(type);
}
