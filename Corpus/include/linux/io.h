#ifndef CORPUS_LINUX_IO_H
#define CORPUS_LINUX_IO_H

#include <linux/types.h>

u8 readb(const volatile void __iomem *addr);
u16 readw(const volatile void __iomem *addr);
u32 readl(const volatile void __iomem *addr);
void writeb(u8 value, volatile void __iomem *addr);
void writew(u16 value, volatile void __iomem *addr);
void writel(u32 value, volatile void __iomem *addr);
unsigned int ioread32(const volatile void __iomem *addr);
void iowrite32(u32 value, volatile void __iomem *addr);
void __iomem *ioremap(unsigned long offset, size_t size);
void iounmap(volatile void __iomem *addr);

#endif
