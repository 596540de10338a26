// run: kernel-version=6.1
/*
 * The start of a walk over a table, which returns inside of a read-side section for its caller to leave, unless
 * the walk has not begun. What it returns does not tell which, but it says to sparse what it does.
 */

#include <linux/rcupdate.h>

struct entry {
	struct entry *next;
};

struct walk {
	struct entry *table;
	struct entry *at;
	int begun;
};

int walk_start(struct walk *walk, int position)
	__acquires(RCU)
{
	struct entry *entry;

	rcu_read_lock();
	if (!walk->begun) {
		rcu_read_unlock();
		return 0;
	}
	for (entry = walk->table; entry && position; entry = entry->next)
		position--;
	walk->at = entry;
	return 0;
}
