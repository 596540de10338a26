// run: kernel-version=6.1
/*
 * The bit that locks a chain of a hash table goes with the pointer that is assigned.
 */

#include <linux/kernel.h>

void bit_spin_lock(int bit, unsigned long *word);
void bit_spin_unlock(int bit, unsigned long *word);

struct bucket_table;
struct rhash_lock_head;

static void rht_lock(struct bucket_table *table, struct rhash_lock_head **chain)
{
	bit_spin_lock(0, (unsigned long *)chain);
}

static void rht_unlock(struct bucket_table *table, struct rhash_lock_head **chain)
{
	bit_spin_unlock(0, (unsigned long *)chain);
}

static void rht_assign_unlock(struct bucket_table *table, struct rhash_lock_head **chain,
			      struct rhash_lock_head *object)
{
	*chain = object;
}

int table_insert_ok(struct bucket_table *table, struct rhash_lock_head **chain,
		    struct rhash_lock_head *object, int full)
{
	rht_lock(table, chain);
	if (full) {
		rht_unlock(table, chain);
		return 0;
	}
	rht_assign_unlock(table, chain, object);
	return 0;
}
