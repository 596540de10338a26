// run: kernel-version=6.1
// xa_store() takes the lock of the array, which the caller has. __xa_store() is for callers that
// have it; another array has a lock of its own.

#include <linux/slab.h>
#include <linux/xarray.h>

struct device_table {
	struct xarray ids;
	struct xarray names;
};

static int table_insert(struct device_table *t, unsigned long id, void *entry)
{
	return xa_err(xa_store(&t->ids, id, entry, GFP_ATOMIC));
}

int table_add_bad(struct device_table *t, unsigned long id, void *entry)
{
	int err = 0;

	xa_lock(&t->ids);
	if (!xa_load(&t->ids, id))
		err = table_insert(t, id, entry); // expect: self-deadlock confirmed
	xa_unlock(&t->ids);
	return err;
}

int table_add_ok(struct device_table *t, unsigned long id, void *entry)
{
	int err;

	xa_lock(&t->ids);
	err = xa_err(__xa_store(&t->ids, id, entry, GFP_ATOMIC));
	xa_unlock(&t->ids);
	return err;
}

int table_rename_ok(struct device_table *t, unsigned long id, void *name)
{
	int err;

	xa_lock(&t->ids);
	err = xa_err(xa_store(&t->names, id, name, GFP_ATOMIC));
	xa_unlock(&t->ids);
	return err;
}
