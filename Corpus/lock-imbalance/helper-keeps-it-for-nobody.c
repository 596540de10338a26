// run: kernel-version=6.1
/*
 * A helper that keeps the lock when it succeeds. Its caller does not say whether it
 * did, and gives nothing back. The other helper's caller gives the lock back.
 */

#include <linux/errno.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(table_mutex);
static DEFINE_MUTEX(index_mutex);

static int slots;
static int wanted_slots;

static int table_take_bad(int wanted)
{
	mutex_lock(&table_mutex); // expect: lock-imbalance confirmed
	if (wanted > slots) {
		mutex_unlock(&table_mutex);
		return -ENOSPC;
	}
	slots -= wanted;
	return 0;
}

void table_fill(int wanted)
{
	if (table_take_bad(wanted))
		return;
	wanted_slots += wanted;
}

static int index_take_ok(int wanted)
{
	mutex_lock(&index_mutex);
	if (wanted > slots) {
		mutex_unlock(&index_mutex);
		return -ENOSPC;
	}
	return 0;
}

void index_fill(int wanted)
{
	if (index_take_ok(wanted))
		return;
	wanted_slots += wanted;
	mutex_unlock(&index_mutex);
}
