// run: kernel-version=5.10
/*
 * A file system that opens the scope where its transaction begins, calls away from the allocation.
 *
 * Every path to __vmalloc comes through there: the task is marked, whatever the mask says.
 */

#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/vmalloc.h>

struct transaction {
	unsigned int saved;
	struct mutex *lock;
};

struct volume {
	struct mutex lock;
	void *table;
};

static void transaction_begin(struct volume *volume, struct transaction *t)
{
	mutex_lock(&volume->lock);
	t->lock = &volume->lock;
	t->saved = memalloc_nofs_save();
}

static void transaction_end(struct volume *volume, struct transaction *t)
{
	memalloc_nofs_restore(t->saved);
	mutex_unlock(&volume->lock);
}

static void *table_alloc(size_t size)
{
	return __vmalloc(size, GFP_NOFS | __GFP_ZERO);
}

static int table_extend(struct volume *volume, size_t size)
{
	void *table = table_alloc(size);

	if (!table)
		return -ENOMEM;
	vfree(volume->table);
	volume->table = table;
	return 0;
}

int volume_grow_ok(struct volume *volume, size_t size)
{
	struct transaction t;
	int err;

	transaction_begin(volume, &t);
	err = table_extend(volume, size);
	transaction_end(volume, &t);
	return err;
}
