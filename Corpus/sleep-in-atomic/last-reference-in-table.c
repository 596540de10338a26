// run: kernel-version=6.1
/*
 * A slot of a table is cleared under a spinlock, with the reference that the table had. The last one takes a mutex.
 */

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct entry {
	struct kref ref;
	struct list_head list;
};

static DEFINE_MUTEX(entries_lock);
static DEFINE_SPINLOCK(slots_lock);
static struct entry *slots[16];

static void entry_release(struct kref *ref)
{
	struct entry *entry = container_of(ref, struct entry, ref);

	mutex_lock(&entries_lock);
	list_del(&entry->list);
	mutex_unlock(&entries_lock);
	kfree(entry);
}

void slot_clear_bad(int slot)
{
	struct entry *entry;

	spin_lock(&slots_lock);
	entry = slots[slot];
	slots[slot] = NULL;
	kref_put(&entry->ref, entry_release); // expect: sleep-in-atomic confirmed
	spin_unlock(&slots_lock);
}
