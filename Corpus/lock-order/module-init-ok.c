// run: kernel-version=6.1
/*
 * The second order exists only while the module is loaded, before anybody else can run.
 */

#include <linux/module.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(table_lock);
static DEFINE_MUTEX(entry_lock);
static int entries;

int table_grow_ok(void)
{
	mutex_lock(&table_lock);
	mutex_lock(&entry_lock);
	entries++;
	mutex_unlock(&entry_lock);
	mutex_unlock(&table_lock);
	return 0;
}

static int __init table_init_ok(void)
{
	mutex_lock(&entry_lock);
	mutex_lock(&table_lock);
	entries = 1;
	mutex_unlock(&table_lock);
	mutex_unlock(&entry_lock);
	return 0;
}
module_init(table_init_ok);
