// run: kernel-version=6.1
/*
 * One bucket after the other is searched with soft interrupts off. That they are still off where the task is
 * offered to be switched away has nothing to do with the test that ends the search; a test of whether it may
 * sleep is another matter.
 */

#include <linux/list.h>
#include <linux/preempt.h>
#include <linux/sched.h>

struct entry {
	struct list_head list;
	int id;
};

struct table {
	struct list_head buckets[16];
};

struct entry *table_find_bad(struct table *table, int id)
{
	struct entry *entry;
	int i;

	for (i = 0; i < 16; i++) {
		local_bh_disable();
		list_for_each_entry(entry, &table->buckets[i], list) {
			if (entry->id == id)
				goto found;
		}
		cond_resched(); // expect: sleep-in-atomic confirmed
		local_bh_enable();
	}
	return NULL;
found:
	local_bh_enable();
	return entry;
}

struct entry *table_find_ok(struct table *table, int id)
{
	struct entry *entry;
	int i;

	for (i = 0; i < 16; i++) {
		local_bh_disable();
		list_for_each_entry(entry, &table->buckets[i], list) {
			if (entry->id == id)
				goto found;
		}
		local_bh_enable();
		cond_resched();
	}
	return NULL;
found:
	local_bh_enable();
	return entry;
}

void table_walk_ok(struct table *table, int may_sleep)
{
	int i;

	local_bh_disable();
	for (i = 0; i < 16; i++) {
		if (may_sleep)
			cond_resched();
		table->buckets[i].next = &table->buckets[i];
	}
	local_bh_enable();
}
