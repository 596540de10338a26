// run: kernel-version=6.1
/*
 * The way out after an error takes the lock of the table once more and keeps it. The caller has taken and given back
 * that lock, but before the call.
 */

#include <linux/mutex.h>

struct adapter {
	int number, active;
};

static DEFINE_MUTEX(table_lock);
static struct adapter *table[8];

int adapter_start(struct adapter *adapter);

static int adapter_register_bad(struct adapter *adapter)
{
	int res = adapter_start(adapter);

	if (res)
		goto out_table;
	adapter->active = 1;
	return 0;

out_table:
	mutex_lock(&table_lock); // expect: lock-imbalance confirmed
	table[adapter->number] = NULL;
	return res;
}

int adapter_add(struct adapter *adapter)
{
	int number;

	mutex_lock(&table_lock);
	for (number = 0; number < 7 && table[number]; number++)
		;
	table[number] = adapter;
	mutex_unlock(&table_lock);
	adapter->number = number;
	return adapter_register_bad(adapter);
}
