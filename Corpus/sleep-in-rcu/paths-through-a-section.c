// run: kernel-version=6.1
/*
 * One table, and the ways in which control can come to a sleep with a section open, or not.
 *
 * Nested sections count; a condition that decides over lock and unlock decides over the sleep too;
 * an error path may sleep before it has left. Task 2 is always table_replace: it waits for every
 * section that has seen the old table, and holds table_lock meanwhile.
 */

#include <linux/err.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

struct table {
	u32 size;
	u32 entries[64];
};

static struct table __rcu *table;
static DEFINE_MUTEX(table_lock);

void table_work(struct work_struct *work);
static DECLARE_WORK(work, table_work);

void table_replace(struct table *new)
{
	struct table *old;

	mutex_lock(&table_lock);
	old = table;
	rcu_assign_pointer(table, new);
	synchronize_rcu();
	mutex_unlock(&table_lock);
	kfree(old);
}

/* The inner pair leaves the outer one open. */
static u32 table_size(void)
{
	u32 size;

	rcu_read_lock();
	size = rcu_dereference(table)->size;
	rcu_read_unlock();
	return size;
}

int table_nested_bad(u32 *to)
{
	rcu_read_lock();
	*to = table_size();
	mutex_lock(&table_lock); // expect: sleep-in-rcu confirmed
	*to += table_size();
	mutex_unlock(&table_lock);
	rcu_read_unlock();
	return 0;
}

int table_after_nested_ok(u32 *to)
{
	rcu_read_lock();
	*to = table_size();
	rcu_read_unlock();
	mutex_lock(&table_lock);
	*to += table_size();
	mutex_unlock(&table_lock);
	return 0;
}

int table_error_path_bad(u32 index)
{
	struct table *t;
	int err = 0;

	rcu_read_lock();
	t = rcu_dereference(table);
	if (index >= t->size) {
		err = -EINVAL;
		goto invalid;
	}
	err = t->entries[index];
	rcu_read_unlock();
	return err;

invalid:
	flush_work(&work); // expect: sleep-in-rcu confirmed
	rcu_read_unlock();
	return err;
}

int table_error_path_ok(u32 index)
{
	struct table *t;
	int err;

	rcu_read_lock();
	t = rcu_dereference(table);
	if (index >= t->size) {
		rcu_read_unlock();
		goto invalid;
	}
	err = t->entries[index];
	rcu_read_unlock();
	return err;

invalid:
	flush_work(&work);
	return -EINVAL;
}

int table_to_user_bad(void __user *to)
{
	int err = 0;

	rcu_read_lock();
	if (copy_to_user(to, rcu_dereference(table), sizeof(struct table))) // expect: sleep-in-rcu confirmed
		err = -EIO;
	rcu_read_unlock();
	return err;
}

/* The same argument decides over the section and over how to allocate. */
u32 *table_copy(bool in_section)
{
	u32 *copy;

	if (!in_section)
		rcu_read_lock();
	copy = kmalloc(sizeof(struct table), GFP_ATOMIC);
	if (copy)
		memcpy(copy, rcu_dereference(table)->entries, sizeof(u32) * 64);
	if (!in_section)
		rcu_read_unlock();
	if (!copy && !in_section)
		copy = vmalloc(sizeof(struct table));
	return copy;
}

u32 *table_copy_ok(void)
{
	u32 *copy;

	rcu_read_lock();
	copy = table_copy(true);
	rcu_read_unlock();
	return copy;
}

u32 *table_copy_alone_ok(void)
{
	return table_copy(false);
}

/* Interruptible or not, it sleeps. */
int table_interruptible_bad(void)
{
	int err;

	rcu_read_lock();
	err = mutex_lock_interruptible(&table_lock); // expect: sleep-in-rcu confirmed
	if (!err) {
		rcu_dereference(table)->size = 0;
		mutex_unlock(&table_lock);
	}
	rcu_read_unlock();
	return err;
}

int table_loop_ok(void)
{
	int tries;

	for (tries = 0; tries < 3; tries++) {
		rcu_read_lock();
		if (rcu_dereference(table)->size) {
			rcu_read_unlock();
			break;
		}
		rcu_read_unlock();
		flush_work(&work);
	}
	return tries < 3 ? 0 : -EIO;
}
