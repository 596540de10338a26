// run: kernel-version=6.1
/*
 * Hand over hand: the first lock is given back before the other order begins, also in a callee that
 * drops its caller's lock and takes it again.
 */

#include <linux/spinlock.h>

struct bank {
	spinlock_t lock;
	spinlock_t list_lock;
	int users;
};

void bank_add_ok(struct bank *bank)
{
	spin_lock(&bank->list_lock);
	spin_lock(&bank->lock);
	bank->users++;
	spin_unlock(&bank->lock);
	spin_unlock(&bank->list_lock);
}

static void bank_reclaim(struct bank *bank)
{
	spin_unlock(&bank->lock);
	spin_lock(&bank->list_lock);
	bank->users = 0;
	spin_unlock(&bank->list_lock);
	spin_lock(&bank->lock);
}

void bank_drop_ok(struct bank *bank)
{
	spin_lock(&bank->lock);
	if (--bank->users == 0)
		bank_reclaim(bank);
	spin_unlock(&bank->lock);
}
