// run: kernel-version=6.1
/*
 * A writer of a sequence lock that calls a reader of it: the reader spins until the writer is done.
 */

#include <linux/seqlock.h>

struct table {
	seqlock_t lock;
	int entries;
	int limit;
};

static int table_free(struct table *table)
{
	unsigned int seq;
	int free;

	do {
		seq = read_seqbegin(&table->lock);
		free = table->limit - table->entries;
	} while (read_seqretry(&table->lock, seq));
	return free;
}

int table_add_bad(struct table *table)
{
	int ret = -1;

	write_seqlock(&table->lock);
	if (table_free(table) > 0) { // expect: self-deadlock confirmed
		table->entries++;
		ret = 0;
	}
	write_sequnlock(&table->lock);
	return ret;
}

int table_add_ok(struct table *table)
{
	if (table_free(table) <= 0)
		return -1;
	write_seqlock(&table->lock);
	table->entries++;
	write_sequnlock(&table->lock);
	return 0;
}
