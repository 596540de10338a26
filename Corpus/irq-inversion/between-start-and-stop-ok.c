// run: kernel-version=6.1
/*
 * An iterator keeps soft interrupts off from its start to its stop, so also while it shows an entry.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct seq_file;

struct seq_operations {
	void *(*start)(struct seq_file *file, long *position);
	void (*stop)(struct seq_file *file, void *entry);
	int (*show)(struct seq_file *file, void *entry);
};

struct entry {
	spinlock_t lock;
	struct timer_list timer;
	struct entry *next;
	int used;
};

static DEFINE_SPINLOCK(entries_lock);
static struct entry *entries;

static void entry_timer(struct timer_list *timer)
{
	struct entry *entry = from_timer(entry, timer, timer);

	spin_lock(&entry->lock);
	entry->used = 0;
	spin_unlock(&entry->lock);
}

void entry_start(struct entry *entry)
{
	timer_setup(&entry->timer, entry_timer, 0);
}

static void *entries_start(struct seq_file *file, long *position)
{
	spin_lock_bh(&entries_lock);
	return entries;
}

static void entries_stop(struct seq_file *file, void *entry)
{
	spin_unlock_bh(&entries_lock);
}

static int entries_show(struct seq_file *file, void *data)
{
	struct entry *entry = data;
	int used;

	spin_lock(&entry->lock);
	used = entry->used;
	spin_unlock(&entry->lock);
	return used;
}

const struct seq_operations entries_operations = {
	.start = entries_start,
	.stop = entries_stop,
	.show = entries_show,
};
