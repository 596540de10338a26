// run: kernel-version=6.1
/*
 * A table that is filled while its module is loaded, when nobody else is there yet. A task that asks for its own lock needs
 * nobody else to hang.
 */

#include <linux/init.h>
#include <linux/module.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(table_lock);
static int entries;

static void __init fill_table_bad(void)
{
	mutex_lock(&table_lock);
	mutex_lock(&table_lock); // expect: self-deadlock confirmed
	entries++;
	mutex_unlock(&table_lock);
}

static int __init table_init(void)
{
	fill_table_bad();
	return 0;
}
module_init(table_init);
