// run: kernel-version=6.1
/*
 * A method that needs the registry's lock gives up its use of the entry before it asks for it, and takes it
 * up again afterwards; so the one that removes the entry under that lock does not wait for the method.
 */

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/wait.h>

struct entry {
	atomic_t users;
	wait_queue_head_t unused;
	int size;
};

static DEFINE_MUTEX(registry_lock);

static void entry_put(struct entry *entry)
{
	atomic_dec(&entry->users);
	wake_up(&entry->unused);
}

void entry_rename_ok(struct entry *entry)
{
	entry_put(entry);
	mutex_lock(&registry_lock);
	entry->size++;
	mutex_unlock(&registry_lock);
	atomic_inc(&entry->users);
	entry_put(entry);
}

void entry_remove_ok(struct entry *entry)
{
	mutex_lock(&registry_lock);
	wait_event(entry->unused, !atomic_read(&entry->users));
	mutex_unlock(&registry_lock);
}
