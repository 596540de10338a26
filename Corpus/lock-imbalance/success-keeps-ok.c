// run: kernel-version=6.1
/*
 * The same list, whose helper comes back with the lock if all goes well, and another one that gives it back.
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

static int type_take(struct store_type *type)
{
	mutex_lock(&types_mutex);
	if (type->users) {
		mutex_unlock(&types_mutex);
		return -EBUSY;
	}
	list_del(&type->list);
	return 0;
}

static void type_done(struct store_type *type)
{
	type->name = NULL;
	mutex_unlock(&types_mutex);
}

int store_begin(struct store_type *type)
{
	return type_take(type);
}

void store_end(struct store_type *type)
{
	type_done(type);
}
