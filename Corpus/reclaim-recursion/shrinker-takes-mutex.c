// run: kernel-version=6.1
/*
 * A cache whose shrinker takes the mutex under which entries are allocated.
 */

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

struct entry {
	struct list_head list;
};

static DEFINE_MUTEX(entries_lock);
static LIST_HEAD(entries);
static unsigned long entry_count;

static unsigned long entries_count(struct shrinker *s, struct shrink_control *sc)
{
	return entry_count;
}

static unsigned long entries_scan(struct shrinker *s, struct shrink_control *sc)
{
	unsigned long freed = 0;

	mutex_lock(&entries_lock);
	while (entry_count && freed < sc->nr_to_scan) {
		entry_count--;
		freed++;
	}
	mutex_unlock(&entries_lock);
	return freed;
}

static struct shrinker entries_shrinker = {
	.count_objects = entries_count,
	.scan_objects = entries_scan,
	.seeks = DEFAULT_SEEKS,
};

int entries_init(void)
{
	return register_shrinker(&entries_shrinker, "entries");
}

int entry_add_bad(void)
{
	struct entry *entry;

	mutex_lock(&entries_lock);
	entry = kmalloc(sizeof(*entry), GFP_KERNEL); // expect: reclaim-recursion confirmed
	if (entry) {
		list_add(&entry->list, &entries);
		entry_count++;
	}
	mutex_unlock(&entries_lock);
	return entry ? 0 : -ENOMEM;
}

int entry_add_ok(void)
{
	struct entry *entry = kmalloc(sizeof(*entry), GFP_KERNEL);

	if (!entry)
		return -ENOMEM;
	mutex_lock(&entries_lock);
	list_add(&entry->list, &entries);
	entry_count++;
	mutex_unlock(&entries_lock);
	return 0;
}
